import { builder } from '../builder.ts';
import { visibleUploads } from './find-upload.ts';
import { Upload } from './upload.ts';

builder.loadableNode(Upload, {
  name: 'Upload',
  description:
    'A file for the runs of a project. POST /files brings one; a run takes its id as the value of an image or a document.',
  id: { resolve: (upload) => upload.id },
  load: (ids: string[], context) =>
    context.transact((em, actor) => em.find(Upload, { $and: [{ id: ids }, visibleUploads(actor)] })),
  sort: (upload: Upload) => upload.id,
  fields: (t) => ({
    name: t.exposeString('name'),
    mediaType: t.exposeString('mediaType', { description: 'Told by its bytes, not by its sender.' }),
    size: t.exposeInt('size', { description: 'In bytes.' }),
    sha256: t.exposeString('sha256'),
    path: t.string({
      description: 'Where GET gives its bytes.',
      resolve: (upload, _args, context) => {
        const { organizationSlug } = context.requireActor();
        return `/files/${encodeURIComponent(upload.asValue().id)}?organization=${organizationSlug}`;
      },
    }),
    uploadedBy: t.exposeString('uploadedBy'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    usedAt: t.expose('usedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a run first named it. One that no run has named for seven days is removed.',
    }),
  }),
});
