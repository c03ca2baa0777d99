import * as z from 'zod';
import { isRecord } from '../shape.ts';
import { argumentsFault } from './arguments-fault.ts';
import { placeholdersOf, templateFault } from './url-template.ts';

/**
 * Tool         what a prompt step may offer its model: a described HTTP request, or chosen tools of one MCP server
 * Arguments    what the model fills in; a JSON Schema says what they are
 * Definition   everything about a tool but its name. Its host stands in it: no model has a say in that
 */
const toolNamePattern = /^[a-z][a-z0-9_]{0,63}$/;

export function toolNameFault(name: string): string | null {
  if (name === '') return 'Give the tool a name.';
  return toolNamePattern.test(name)
    ? null
    : 'A tool is named with a lower-case letter first, then letters, digits or "_", 64 characters at most.';
}

export const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type HttpMethod = (typeof httpMethods)[number];

const names = z.array(z.string().max(100)).max(100, 'A tool has at most 100 arguments.');
const parameters = z.record(z.string(), z.unknown());
const url = z.string().trim().max(2000, 'A URL has at most 2,000 characters.');

const httpSchema = z.strictObject({
  kind: z.literal('http'),
  method: z.enum(httpMethods),
  /** With {name} for an argument in its path or query. */
  url,
  parameters,
  /** Arguments that go into the query, and those that make up the JSON body. */
  query: names,
  body: names,
});

const mcpSchema = z.strictObject({
  kind: z.literal('mcp'),
  url,
  /** As the server described them when they were chosen. */
  tools: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(128),
        description: z.string().max(8000, 'A description has at most 8,000 characters.'),
        parameters,
      }),
    )
    .min(1, 'Choose at least one tool of the server.')
    .max(64, 'Choose at most 64 tools of a server.'),
});

export const toolDefinitionSchema = z.discriminatedUnion('kind', [httpSchema, mcpSchema]);
export type ToolDefinition = z.infer<typeof toolDefinitionSchema>;
export type HttpToolDefinition = z.infer<typeof httpSchema>;
export type McpToolDefinition = z.infer<typeof mcpSchema>;

export type DefinitionFault = { path: string[]; message: string };

/** What must be mended before the tool can be saved, each at its field. */
export function definitionFaults(definition: ToolDefinition): DefinitionFault[] {
  return definition.kind === 'http' ? httpFaults(definition) : mcpFaults(definition);
}

function httpFaults(definition: HttpToolDefinition): DefinitionFault[] {
  const { url, parameters, query, body, method } = definition;
  const faults: DefinitionFault[] = [];
  const urlFault = templateFault(url);
  if (urlFault) faults.push({ path: ['url'], message: urlFault });
  const schemaFault = argumentsFault(parameters);
  if (schemaFault) return [...faults, { path: ['parameters'], message: schemaFault }];

  const known = argumentNames(parameters);
  const required = Array.isArray(parameters.required) ? parameters.required : [];
  const inUrl = urlFault ? [] : placeholdersOf(url);
  for (const name of inUrl) {
    if (!known.includes(name))
      faults.push({ path: ['url'], message: `{${name}} is no argument. Describe it, or leave it out.` });
    else if (!required.includes(name))
      faults.push({
        path: ['url'],
        message: `{${name}} stands in the URL, so the argument "${name}" must be required.`,
      });
  }
  if (method === 'GET' && body.length > 0)
    faults.push({ path: ['body'], message: 'A GET request has no body. Send its arguments in the query.' });
  for (const [field, list] of [
    ['query', query],
    ['body', body],
  ] as const)
    for (const name of list)
      if (!known.includes(name))
        faults.push({ path: [field], message: `"${name}" is no argument of the tool.` });
  for (const name of known) {
    const places = [...new Set(inUrl), ...query, ...body].filter((other) => other === name).length;
    if (places === 0 && !urlFault)
      faults.push({
        path: ['parameters'],
        message: `Say where the argument "${name}" goes: URL, query or body.`,
      });
    if (places > 1)
      faults.push({ path: ['parameters'], message: `The argument "${name}" goes to more than one place.` });
  }
  return faults;
}

function mcpFaults({ url, tools }: McpToolDefinition): DefinitionFault[] {
  const faults: DefinitionFault[] = [];
  if (!URL.canParse(url) || !/^https?:/.test(url))
    faults.push({
      path: ['url'],
      message: 'Write the URL of the server, such as https://mcp.example.com/mcp.',
    });
  else if (new URL(url).hash !== '')
    faults.push({ path: ['url'], message: 'Leave the "#" part out of the URL.' });
  const seen = new Set<string>();
  for (const { name, parameters } of tools) {
    if (seen.has(name)) faults.push({ path: ['tools'], message: `"${name}" is chosen twice.` });
    seen.add(name);
    const fault = argumentsFault(parameters);
    if (fault) faults.push({ path: ['tools'], message: `"${name}" cannot be used: ${fault}` });
  }
  return faults;
}

export function argumentNames(parameters: Record<string, unknown>): string[] {
  return isRecord(parameters.properties) ? Object.keys(parameters.properties) : [];
}
