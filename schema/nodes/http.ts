import * as z from 'zod';
import { bodyFaults, headerFaults, urlFaults } from './http-faults.ts';
import { describeKind, flowIn } from './node-kind.ts';
import {
  defaultFaults,
  onErrorSchema,
  portsOf,
  portsTaken,
  retriesSchema,
  shapeWithError,
} from './on-error.ts';
import { templateText } from './template-text.ts';

export const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const;

const named = z
  .array(z.strictObject({ name: z.string().max(200), value: templateText }))
  .max(50)
  .default([]);

const bodySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** JSON whose texts may hold templates; a text that is one bare reference becomes the value itself. */
  z.strictObject({ kind: z.literal('json'), value: templateText }),
  z.strictObject({
    kind: z.literal('text'),
    value: templateText,
    contentType: z.string().max(200).default('text/plain; charset=utf-8'),
  }),
]);

const dataSchema = z.strictObject({
  /** Signs in where the request goes. Null: the request carries no secret. */
  connection: z.uuid().nullable().default(null),
  method: z.enum(httpMethods).default('GET'),
  /** Where it goes is fixed here: templates may fill in the path and the query only. */
  url: z.string().max(4_000),
  query: named,
  headers: named,
  body: bodySchema.default({ kind: 'none' }),
  timeoutSeconds: z.int().min(1).max(300, 'A request takes at most 300 seconds.').default(30),
  /** Whether an answer of 400 and above is a failure of the step. */
  failOnStatus: z.boolean().default(true),
  retries: retriesSchema,
  onError: onErrorSchema,
});

export type HttpData = z.infer<typeof dataSchema>;

const fields = {
  status: { kind: 'number' },
  headers: { kind: 'record', fields: {}, open: true },
  /** The answer's JSON; null where it is none. */
  body: { kind: 'any' },
  text: { kind: 'text' },
} as const;

export const http = describeKind<HttpData>({
  label: 'HTTP request',
  description: 'Calls another system over HTTP and passes on what it answers.',
  data: dataSchema,
  initial: () => dataSchema.parse({ url: '' }),
  inputs: flowIn,
  outputs: portsOf,
  outputShape: (data) => shapeWithError(data, fields),
  templates: ({ url, query, headers, body }) => [
    { place: ['url'], label: 'URL', text: url },
    ...query.map(({ name, value }, index) => ({
      place: ['query', index, 'value'],
      label: `Query "${name}"`,
      text: value,
    })),
    ...headers.map(({ name, value }, index) => ({
      place: ['headers', index, 'value'],
      label: `Header "${name}"`,
      text: value,
    })),
    ...(body.kind === 'none' ? [] : [{ place: ['body', 'value'], label: 'Body', text: body.value }]),
  ],
  takes: portsTaken,
  validate: (data) => [
    ...urlFaults(data),
    ...headerFaults(data),
    ...bodyFaults(data),
    ...data.query.flatMap(({ name }, index) =>
      name.trim() === '' ? [{ place: ['query', index, 'name'], message: 'Give it a name.' }] : [],
    ),
    ...defaultFaults(data, Object.keys(fields)),
  ],
});
