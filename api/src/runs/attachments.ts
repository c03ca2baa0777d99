// The files of a prompt: found in what the run was given, read once for a step, and put into the request of whichever
// candidate is asked, so that they go to the same provider account as the prompt itself and nowhere else.
import type { Capability, Requirement } from '@patchbay/schema/capabilities.ts';
import type { PromptData } from '@patchbay/schema/nodes/prompt.ts';
import { parseReference, valueAt } from '@patchbay/schema/reference.ts';
import { readGlobalId } from '../graphql/global-id.ts';
import type { UserPart } from '../providers/model-client.ts';
import { isText } from '../uploads/detect-media-type.ts';
import type { FileValue } from '../uploads/upload.ts';
import type { Scope } from './execute-graph.ts';
import { StepFailed } from './step-failed.ts';

type Attachment = { file: FileValue; bytes: Buffer };

/** Null where it is no more. */
export type ReadFile = (organizationId: string, uploadId: string) => Promise<Buffer | null>;

/** Of all files of one request. Providers take between 20 and 50 MB with everything around. */
const largestInAll = 20 * 1024 * 1024;

type Given = { organizationId: string; scope: Scope; input: Record<string, unknown> };

/** A file that the run was started without is not attached. */
export async function readAttachments(
  attachments: PromptData['attachments'],
  { organizationId, scope, input }: Given,
  readFile: ReadFile,
): Promise<Attachment[]> {
  const files = attachments.flatMap(({ reference }) => fileAt(reference, scope, input) ?? []);
  const inAll = files.reduce((sum, { size }) => sum + size, 0);
  if (inAll > largestInAll)
    throw new StepFailed(
      'ATTACHMENTS_TOO_LARGE',
      `The attached files have ${megabytes(inAll)} MB together; at most ${megabytes(largestInAll)} MB go into one request.`,
      'Attach fewer files, or smaller ones.',
    );
  return Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(organizationId, uploadIdOf(file));
      if (bytes) return { file, bytes };
      throw new StepFailed(
        'NO_FILE',
        `The file “${file.name}” is no more.`,
        'Upload it again, and run again.',
      );
    }),
  );
}

/**
 * Whatever a step or a model answers, it can name no file but those that the run was given: the id of another one in
 * an answer opens nothing.
 */
function fileAt(reference: string, scope: Scope, input: Given['input']): FileValue | null {
  const path = parseReference(reference);
  const value = path ? valueAt(scope, path) : undefined;
  if (value === null || value === undefined || value === '') return null;
  const given = Object.values(input).filter(isFileValue);
  const file = isFileValue(value) ? given.find(({ id }) => id === value.id) : undefined;
  if (file) return file;
  throw new StepFailed(
    'NO_FILE',
    `"${reference}" is no file that this run was given, so it cannot be attached.`,
    'Attach a field of the input whose type is image or document.',
  );
}

function isFileValue(value: unknown): value is FileValue {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    readGlobalId(value.id)?.type === 'Upload' &&
    'mediaType' in value
  );
}

const uploadIdOf = ({ id }: FileValue): string => readGlobalId(id)?.id ?? '';

/** What only the files themselves tell: a PDF is looked at like an image. */
export function requirementsOfFiles(attachments: readonly Attachment[]): Requirement[] {
  return attachments.some(({ file }) => isLookedAt(file))
    ? [{ capability: 'vision', because: 'an image or a PDF is attached to it' }]
    : [];
}

/** The files first, then what is asked about them. */
export function withAttachments(
  prompt: string,
  attachments: readonly Attachment[],
  degraded: readonly Capability[],
): string | UserPart[] {
  if (attachments.length === 0) return prompt;
  const parts = attachments.map((attachment): UserPart =>
    isLeftOut(attachment, degraded)
      ? {
          type: 'text',
          text: `[The file "${attachment.file.name}" was left out: it cannot be shown to this model.]`,
        }
      : partOf(attachment),
  );
  return [...parts, { type: 'text', text: prompt }];
}

function partOf({ file: { name, mediaType }, bytes }: Attachment): UserPart {
  if (isText(mediaType)) return { type: 'text', text: `File "${name}":\n\n${bytes.toString('utf8')}` };
  return mediaType.startsWith('image/')
    ? { type: 'image', bytes, mediaType }
    : { type: 'file', bytes, mediaType, name };
}

function isLeftOut({ file }: Attachment, degraded: readonly Capability[]): boolean {
  return degraded.includes('vision') && isLookedAt(file);
}

function isLookedAt({ mediaType }: FileValue): boolean {
  return !isText(mediaType);
}

const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '');
