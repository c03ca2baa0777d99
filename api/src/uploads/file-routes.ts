// Files go in and out as plain bytes beside GraphQL: POST /files brings one, GET /files/<id> gives it back.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  RawServerDefault,
} from 'fastify';
import { type Access, checkAccess, reads } from '../access/rules.ts';
import type { Context } from '../context.ts';
import { DeclaredError, InvalidInputError } from '../errors.ts';
import { readGlobalId } from '../graphql/global-id.ts';
import { addUpload } from './add-upload.ts';
import { isText } from './detect-media-type.ts';
import { findUpload } from './find-upload.ts';
import { payloadsIn } from './payloads.ts';
import { readBody, type BodyLimits } from './read-body.ts';
import { UploadRefusedError } from './upload-refused-error.ts';

/** A file is brought to be run with: a key that may start runs may bring one. */
const brings: Access = { scope: 'RUN', project: 'CONTRIBUTOR' };

/** Of one person or key: each holds a whole file in memory. */
const atOnceAtMost = 4;

type App<Logger extends FastifyBaseLogger> = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  Logger
>;

type Options = {
  /** `organization` is named by the address where no header can be: in that of an image. */
  contextOf(request: FastifyRequest, organization: string | null): Promise<Context>;
  limits?: BodyLimits;
};

export function registerFiles<Logger extends FastifyBaseLogger>(
  app: App<Logger>,
  { contextOf, limits }: Options,
): void {
  const underWay = new Map<string, number>();

  /** Nobody fills the memory alone. */
  async function inTurn<T>(who: string, work: () => Promise<T>): Promise<T> {
    const before = underWay.get(who) ?? 0;
    if (before >= atOnceAtMost)
      throw new UploadRefusedError(
        'TOO_MANY_UPLOADS',
        `${atOnceAtMost} files are on their way already. Send this one when they have arrived.`,
      );
    underWay.set(who, before + 1);
    try {
      return await work();
    } finally {
      const left = (underWay.get(who) ?? 1) - 1;
      if (left > 0) underWay.set(who, left);
      else underWay.delete(who);
    }
  }

  app.register(async (scope) => {
    // The body is left where it is until it is known who sends it.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, done) => done(null));
    scope.setErrorHandler(answerFailure);

    scope.post('/files', async (request, reply) => {
      const projectId = projectOf(request);
      const context = await contextOf(request, null);
      checkAccess(context, brings);
      const actor = context.requireActor();
      const { orm } = context.services;
      const upload = await inTurn(actor.id, () =>
        addUpload({ orm, payloads: payloadsIn(orm) }, actor, {
          projectId,
          name: nameOf(request),
          read: () => readBody(request.raw, limits),
        }),
      );
      return reply.code(201).send({ ...upload.asValue(), sha256: upload.sha256 });
    });

    scope.get<{ Params: { id: string }; Querystring: { organization?: unknown } }>(
      '/files/:id',
      { exposeHeadRoute: false },
      async (request, reply) => {
        const { organization } = request.query;
        const context = await contextOf(request, typeof organization === 'string' ? organization : null);
        checkAccess(context, reads);
        const upload = await context.transact((em, actor) =>
          findUpload(em, actor, uploadId(request.params.id)),
        );
        const { name, mediaType, sha256, organizationId } = upload;
        const isImage = mediaType.startsWith('image/');
        reply.headers({
          // Asked anew each time: who is removed from a project sees nothing of it any more.
          'cache-control': 'private, no-cache',
          etag: `"${sha256}"`,
          // Whatever is in it, no browser takes it for a page, runs it, or lends it to another site.
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'; sandbox",
          'cross-origin-resource-policy': 'same-origin',
          'referrer-policy': 'no-referrer',
          'content-disposition': `${isImage ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeName(name)}`,
        });
        if (request.headers['if-none-match'] === `"${sha256}"`) return reply.code(304).send();
        const bytes = await payloadsIn(context.services.orm).read(organizationId, sha256);
        return reply.type(isText(mediaType) ? `${mediaType}; charset=utf-8` : mediaType).send(bytes);
      },
    );
  });
}

/**
 * No form and no image of a foreign page can send this header, and the browser refuses it to their scripts: whoever
 * names a project is our own page, or no browser at all.
 */
function projectOf({ headers }: FastifyRequest): string {
  const given = headers['patchbay-project'];
  const project = typeof given === 'string' ? readGlobalId(given) : null;
  if (project?.type === 'Project') return project.id;
  throw InvalidInputError.at(
    'patchbay-project',
    'Name the project by its id in the header patchbay-project.',
  );
}

function nameOf({ headers }: FastifyRequest): string {
  const given = headers['patchbay-file-name'];
  try {
    if (typeof given === 'string' && given !== '') return decodeURIComponent(given);
  } catch {
    // Said below.
  }
  throw InvalidInputError.at(
    'patchbay-file-name',
    'Send the name of the file in the header patchbay-file-name, percent-encoded.',
  );
}

function uploadId(text: string): string | null {
  const read = readGlobalId(text);
  return read?.type === 'Upload' ? read.id : null;
}

/** RFC 8187 leaves fewer characters as they are than addresses do. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function answerFailure(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  // What is left of a body that was not read would be taken for the next request.
  if (request.method === 'POST') reply.header('connection', 'close');
  if (error instanceof DeclaredError) {
    const { status, code, message, path } = error;
    return reply.code(status).send({ code, message, path });
  }
  // A sender that left in the middle hears nothing, and is no failure of ours.
  const status = statusOf(error);
  if (status < 500)
    return reply.code(status).send({ code: 'BAD_REQUEST', message: 'The request cannot be read.', path: [] });
  request.log.error({ err: error }, 'a request under /files failed');
  const message = 'Something went wrong on our side. It has been logged.';
  return reply.code(500).send({ code: 'INTERNAL', message, path: [] });
}

function statusOf(error: unknown): number {
  if (!(error instanceof Error)) return 500;
  if ('code' in error && error.code === 'ECONNRESET') return 400;
  return 'statusCode' in error ? Number(error.statusCode) : 500;
}
