// Between what a tool's form holds and the definition that is saved.
import { isRecord } from '@patchbay/schema/shape.ts';
import {
  argumentNames,
  type HttpMethod,
  type McpToolDefinition,
  type ToolDefinition,
  toolDefinitionSchema,
} from '@patchbay/schema/tools/tool-definition.ts';
import { placeholdersOf } from '@patchbay/schema/tools/url-template.ts';

export interface Argument {
  name: string;
  type: ArgumentType;
  required: boolean;
  description: string;
}

const argumentTypes = {
  string: 'Text',
  number: 'Number',
  integer: 'Whole number',
  boolean: 'True or false',
  array: 'List',
  object: 'Object',
} as const;
export type ArgumentType = keyof typeof argumentTypes;
export const argumentTypeOptions = Object.entries(argumentTypes).map(([value, label]) => ({
  value: value as ArgumentType,
  label,
}));

export interface ToolForm {
  kind: 'http' | 'mcp';
  name: string;
  description: string;
  connectionId: string;
  method: HttpMethod;
  url: string;
  /** Null while the schema is edited as JSON. */
  table: Argument[] | null;
  json: string;
  chosen: McpToolDefinition['tools'];
}

export const noConnection = '(none)';

export function readDefinition(definition: unknown): ToolDefinition | null {
  return toolDefinitionSchema.safeParse(definition).data ?? null;
}

export function schemaOfTable(table: readonly Argument[]): Record<string, unknown> {
  const described = table.map(
    ({ name, type, description }) =>
      [name, { type, ...(description.trim() !== '' && { description: description.trim() }) }] as const,
  );
  return {
    type: 'object',
    properties: Object.fromEntries(described),
    required: table.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** The rows of a schema that says no more than the table can show; null for any other. */
export function tableOfSchema(schema: unknown): Argument[] | null {
  if (!isRecord(schema)) return null;
  const { type, properties = {}, required = [], additionalProperties, ...more } = schema;
  const plain =
    type === 'object' &&
    isRecord(properties) &&
    Array.isArray(required) &&
    additionalProperties !== true &&
    !isRecord(additionalProperties) &&
    Object.keys(more).length === 0;
  if (!plain) return null;
  const rows = Object.entries(properties).map(([name, one]): Argument | null => {
    if (!isRecord(one)) return null;
    const { type, description = '', ...rest } = one;
    if (typeof type !== 'string' || !Object.hasOwn(argumentTypes, type)) return null;
    if (typeof description !== 'string' || Object.keys(rest).length > 0) return null;
    return { name, type: type as ArgumentType, required: required.includes(name), description };
  });
  return rows.every((row) => row !== null) ? rows : null;
}

/** Reads the JSON that was typed, or says why it cannot be read. */
export function readJson(text: string): { schema: Record<string, unknown> } | { fault: string } {
  try {
    const schema: unknown = JSON.parse(text);
    return isRecord(schema) ? { schema } : { fault: 'A schema is a JSON object.' };
  } catch (error) {
    return { fault: `This is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}.` };
  }
}

/** An argument that stands in the URL goes there; the others into the query, or the body of what has one. */
export function httpDefinition(
  { method, url }: Pick<ToolForm, 'method' | 'url'>,
  parameters: Record<string, unknown>,
  saved: ToolDefinition | null,
): ToolDefinition {
  const inUrl = new Set(placeholdersOf(url));
  const others = argumentNames(parameters).filter((name) => !inUrl.has(name));
  const hasBody = method !== 'GET' && method !== 'DELETE';
  const wasInQuery = saved?.kind === 'http' && saved.method === method ? saved.query : [];
  const query = others.filter((name) => !hasBody || wasInQuery.includes(name));
  const body = others.filter((name) => !query.includes(name));
  return { kind: 'http', method, url: url.trim(), parameters, query, body };
}
