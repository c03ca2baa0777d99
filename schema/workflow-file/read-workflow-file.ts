import { readOrigin } from '../connections/index.ts';
import { parseWorkflow } from '../parse-workflow.ts';
import { isRecord } from '../shape.ts';
import { definitionFaults, toolNameFault } from '../tools/tool-definition.ts';
import { originOfTemplate, templateFault } from '../tools/url-template.ts';
import type { WorkflowIssue } from '../workflow-graph.ts';
import { issuesOf } from '../zod-issues.ts';
import { type FileFault, type FoundFault, placeFaults, type Span } from './file-fault.ts';
import { secretIn } from './secret-like.ts';
import { looksLike, secretsByName, secretsInUrl } from './secrets-in.ts';
import { stringAt, UnfitJson, walkJson } from './walk-json.ts';
import {
  fileMark,
  fileVersion,
  frameSchema,
  largestFileMegabytes,
  renameBindings,
  standIn,
  type WorkflowFile,
} from './workflow-file.ts';

/** In its graph, stand-ins take the place of the names of tools and connections. */
export type ReadWorkflowFile = { file: WorkflowFile; faults: [] } | { file: null; faults: FileFault[] };

/** A file may come from anywhere: all that is wrong with it is told, with line and column, and none of it is used. */
export function readWorkflowFile(text: string): ReadWorkflowFile {
  const hidden: Span[] = [];
  const found: FoundFault[] = [];
  let file: WorkflowFile | null = null;
  try {
    refuseLarge(text);
    found.push(...secretsOf(text, hidden));
    // The walk has seen every sign of it by now; what it passed, JSON.parse does.
    const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    const read = readDocument(document);
    if ('faults' in read) found.push(...read.faults);
    else file = read.file;
  } catch (error) {
    if (!(error instanceof UnfitJson)) throw error;
    found.push({ at: error.at, message: error.message });
  }
  if (file && found.length === 0) return { file, faults: [] };
  return { file: null, faults: placeFaults(text, found, hidden) };
}

/** Before anything is read: what goes beyond is not looked at. */
function refuseLarge(text: string): void {
  const most = largestFileMegabytes * 1024 * 1024;
  if (text.length * 3 <= most) return;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(most));
  if (read < text.length)
    throw new UnfitJson(
      `The file is larger than ${largestFileMegabytes} MB; what follows from here on is not read.`,
      read,
    );
}

function secretsOf(text: string, hidden: Span[]): FoundFault[] {
  const faults: FoundFault[] = [];
  for (const { from, to } of walkJson(text)) {
    if (text[from] !== '"') continue;
    const what = secretIn(stringAt(text, from, to));
    if (what === null) continue;
    hidden.push([from + 1, to - 1]);
    faults.push({ at: from, message: looksLike(what) });
  }
  return faults;
}

function readDocument(document: unknown): { file: WorkflowFile } | { faults: FoundFault[] } {
  const fault = faultOfMark(document);
  if (fault || !isRecord(document)) return { faults: fault ? [fault] : [] };
  const read = frameSchema.safeParse(document);
  if (!read.success) return { faults: [...issuesOf(read.error), ...faultsOfGraphAlone(document)] };
  const { graph: document_, patchbay: _mark, version: _version, ...frame } = read.data;
  const names = { tool: Object.keys(frame.tools), connection: Object.keys(frame.connections) };
  const faults: FoundFault[] = [...faultsOfConnections(frame), ...faultsOfTools(frame)];
  const stood = renameBindings(document_, (what, name, path) => {
    const index = names[what].indexOf(name);
    if (index !== -1) return standIn(what, index);
    faults.push({
      path: ['graph', ...path],
      message: `The file says nothing of a ${what} "${name}". Describe it under "${what}s", or take it out here.`,
    });
    // Whatever it was, the graph is still looked at.
    return standIn(what, 0);
  });
  const { graph, issues } = parseWorkflow(stood);
  faults.push(...issues.map((issue) => ({ path: pathIn(stood, issue), message: issue.message })));
  for (const [index, node] of graph?.nodes.entries() ?? [])
    faults.push(
      ...secretsByName(node).map(({ path, message }) => ({
        path: ['graph', 'nodes', index, ...path],
        message,
      })),
    );
  return graph && faults.length === 0 ? { file: { ...frame, graph } } : { faults };
}

/** Where what stands around it is at fault already: what its steps name is not looked up then. */
function faultsOfGraphAlone({ graph: document }: Record<string, unknown>): FoundFault[] {
  const stood = renameBindings(document, (what) => standIn(what, 0));
  return parseWorkflow(stood).issues.map((issue) => ({ path: pathIn(stood, issue), message: issue.message }));
}

function faultOfMark(document: unknown): FoundFault | null {
  const mark = `"patchbay": "${fileMark}"`;
  if (!isRecord(document)) return { path: [], message: `A workflow file is a JSON object with ${mark}.` };
  const { patchbay, version } = document;
  if (patchbay === 'steps')
    return { path: ['patchbay'], message: 'These are copied steps. Paste them on the canvas of a workflow.' };
  if (patchbay !== fileMark)
    return { path: ['patchbay'], message: `This is no workflow file: it does not begin with ${mark}.` };
  if (typeof version === 'number' && version > fileVersion)
    return {
      path: ['version'],
      message: `This file was made by a later version of Patchbay (file version ${version}; ${fileVersion} is understood). Update Patchbay.`,
    };
  if (version !== fileVersion) return { path: ['version'], message: `Set "version" to ${fileVersion}.` };
  return null;
}

type Frame = Pick<WorkflowFile, 'connections' | 'tools'>;

function faultsOfConnections({ connections }: Frame): FoundFault[] {
  return Object.entries(connections).flatMap(([name, { origin }]) => {
    if (name.trim() === '') return [{ path: ['connections', name], message: 'Give the connection a name.' }];
    const read = readOrigin(origin);
    return 'fault' in read ? [{ path: ['connections', name, 'origin'], message: read.fault }] : [];
  });
}

function faultsOfTools({ connections, tools }: Frame): FoundFault[] {
  return Object.entries(tools).flatMap(([name, { connection, definition }]): FoundFault[] => {
    const path = ['tools', name];
    const nameFault = toolNameFault(name);
    const faults: FoundFault[] = nameFault === null ? [] : [{ path, message: nameFault }];
    const own = definitionFaults(definition);
    faults.push(
      ...own.map((fault) => ({ path: [...path, 'definition', ...fault.path], message: fault.message })),
    );
    if (own.some((fault) => fault.path[0] === 'url') || templateFault(definition.url) !== null) return faults;
    const url = [...path, 'definition', 'url'];
    faults.push(...secretsInUrl(definition.url).map(({ message }) => ({ path: url, message })));
    if (connection === null) return faults;
    const origin = originOfTemplate(definition.url);
    const named = Object.hasOwn(connections, connection) ? connections[connection] : undefined;
    if (!named)
      faults.push({
        path: [...path, 'connection'],
        message: `The file says nothing of a connection "${connection}". Describe it under "connections", or write null.`,
      });
    else if (named.origin !== origin)
      faults.push({
        path: [...path, 'connection'],
        message: `The tool calls ${origin}, and its connection is for ${named.origin} alone.`,
      });
    return faults;
  });
}

/** From inside a step to inside the file. */
function pathIn(document: unknown, { nodeId, path }: WorkflowIssue): (string | number)[] {
  if (nodeId === null) return ['graph', ...path];
  const nodes = isRecord(document) && Array.isArray(document.nodes) ? document.nodes : [];
  const index = nodes.findIndex((node: unknown) => isRecord(node) && node.id === nodeId);
  return ['graph', 'nodes', Math.max(0, index), ...path];
}
