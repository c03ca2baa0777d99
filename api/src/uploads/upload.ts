import { defineEntity, p } from '@mikro-orm/core';
import { writeGlobalId } from '../graphql/global-id.ts';

/**
 * Upload    a file that somebody brought into a project, as an input of runs. It never changes
 * Payload   its bytes: stored once in an organisation, however often and under whichever names they are uploaded
 */
const schema = defineEntity({
  name: 'Upload',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    projectId: p.uuid(),
    /** What its owner calls it: shown, and never a path. */
    name: p.text(),
    /** Told by its bytes. */
    mediaType: p.text(),
    size: p.integer(),
    /** In hex; with the organisation it names the payload. */
    sha256: p.text(),
    uploadedBy: p.text(),
    createdAt: p.datetime().onCreate(() => new Date()),
    /** When a run first named it; until then it is swept after a while. */
    usedAt: p.datetime().nullable(),
  },
});

export class Upload extends schema.class {
  /** What a run's input holds, and templates read. */
  asValue(): FileValue {
    const { id, name, mediaType, size } = this;
    return { id: writeGlobalId({ type: 'Upload', id }), name, mediaType, size };
  }
}
schema.setClass(Upload);

export type FileValue = { id: string; name: string; mediaType: string; size: number };
