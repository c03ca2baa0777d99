import type { Capability } from '@patchbay/schema/capabilities.ts';
import { defaultReference } from '@patchbay/schema/model-ref.ts';
import { sameJson } from '@patchbay/schema/same-json.ts';
import { readWorkflowFile } from '@patchbay/schema/workflow-file/read-workflow-file.ts';
import {
  type FileConnection,
  type FileTool,
  renameBindings,
  standIn,
  type WorkflowFile,
} from '@patchbay/schema/workflow-file/workflow-file.ts';
import { modelReferencesOf } from '@patchbay/schema/workflow-graph.ts';
import { type Actor, requireProjectRole } from '../access/actor.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { Connection } from '../connections/connection.ts';
import { InvalidInputError } from '../errors.ts';
import { countByEligibility, listByEligibility } from '../model-policy/list-by-eligibility.ts';
import { findNamedAmong, loadPolicy } from '../model-policy/load-policy.ts';
import type { ModelPolicy } from '../model-policy/policy.ts';
import { type Question, type Refusal, resolveCandidates } from '../model-policy/resolve-candidates.ts';
import type { Model } from '../models/model.ts';
import { findProject } from '../organizations/find-project.ts';
import type { EntityManager } from '../orm.ts';
import type { GuardedFetch } from '../providers/guarded-fetch.ts';
import { readTool } from '../tools/tool-input.ts';
import { Tool } from '../tools/tool.ts';
import { questionOf } from './question-of.ts';
import { WorkflowFileError } from './workflow-file-error.ts';

/** A file seen from one project: what it names that is there, and what could take the place of what is not. */
export type InspectedFile = {
  file: WorkflowFile;
  models: InspectedModel[];
  connections: InspectedConnection[];
  tools: InspectedTool[];
};

export type InspectedModel = {
  reference: string;
  /** Where the file was made. */
  name: string;
  /** What is called so here; null where nothing is. */
  here: string | null;
  needs: Capability[];
  steps: string[];
  /** Why that does not serve; empty where it does. */
  refusals: Refusal[];
  choices: Model[];
  choiceCount: number;
};

export type InspectedConnection = FileConnection & {
  name: string;
  steps: string[];
  tools: string[];
  /** Those of the same origin, of the same name first: a secret goes nowhere else. */
  choices: Connection[];
};

export type InspectedTool = FileTool & {
  name: string;
  /** The project's own tool of this name. */
  there: Tool | null;
  /** Whether that does the same, so that nothing needs to be made. */
  same: boolean;
  /** Why it cannot be made here. */
  fault: string | null;
};

type Input = { projectId: string; text: string };
type Services = { catalogue: Catalogue; fetch: GuardedFetch };

/** Nothing is saved. */
export async function inspectWorkflowFile(
  em: EntityManager,
  actor: Actor,
  { projectId, text }: Input,
  { catalogue, fetch }: Services,
): Promise<InspectedFile> {
  requireProjectRole(actor, projectId, 'CONTRIBUTOR');
  await findProject(em, projectId);
  const file = readFile(text);
  return {
    file,
    models: await inspectModels(em, file, catalogue),
    connections: await inspectConnections(em, projectId, file),
    tools: await inspectTools(em, projectId, file, fetch),
  };
}

export function readFile(text: string): WorkflowFile {
  const { file, faults } = readWorkflowFile(text);
  if (!file) throw new WorkflowFileError(faults);
  return file;
}

const choicesShown = 20;

async function inspectModels(
  em: EntityManager,
  { graph, models }: WorkflowFile,
  catalogue: Catalogue,
): Promise<InspectedModel[]> {
  const uses = modelReferencesOf(graph).flatMap((use) => {
    const question = use.reference === '' ? null : questionOf(graph, use.nodeId, use.reference);
    return question ? [{ ...use, question }] : [];
  });
  const byReference = Map.groupBy(uses, ({ reference }) => reference);
  const policy = await loadPolicy(em, catalogue);
  const named = await findNamedAmong(em, catalogue, byReference.keys(), policy);
  // A thousand references need what a few sets of capabilities say.
  const choices = new Map<string, Promise<Pick<InspectedModel, 'choices' | 'choiceCount'>>>();
  const inspected: InspectedModel[] = [];
  for (const [reference, all] of byReference) {
    const questions = all.map(({ question }) => question);
    const here = reference === defaultReference ? policy.default : (named.get(reference) ?? null);
    const needs = needsOf(questions);
    const key = needs.join();
    const offered = choices.get(key) ?? choicesFor(em, catalogue, needs, policy.exclusive);
    choices.set(key, offered);
    inspected.push({
      reference,
      name: models[reference]?.name ?? here?.displayName ?? reference,
      here: here?.displayName ?? null,
      needs,
      steps: all.map(({ stepName }) => stepName),
      refusals: questions.map((question) => refusalsOf(question, policy, here)).find(isRefused) ?? [],
      ...(await offered),
    });
  }
  return inspected;
}

/** Why the model of this name does not serve; that another one would answer in its place is not what was asked. */
function refusalsOf(question: Question, policy: ModelPolicy, here: Model | null): Refusal[] {
  const { candidates, refused } = resolveCandidates(question, policy, here);
  const own = refused.find(({ position }) => position === 1)?.reasons ?? [];
  const gone = own.some(({ code }) => code === 'unknown' || code === 'deleted');
  return gone || candidates.length === 0 ? own : [];
}

const isRefused = (refusals: Refusal[]) => refusals.length > 0;

async function choicesFor(
  em: EntityManager,
  catalogue: Catalogue,
  requirements: Capability[],
  exclusive: boolean,
): Promise<Pick<InspectedModel, 'choices' | 'choiceCount'>> {
  const filter = { requirements, onMissingCapability: 'refuse' as const, exclusive };
  const { eligible } = await countByEligibility(em, catalogue, filter);
  if (eligible === 0) return { choices: [], choiceCount: 0 };
  const limit = Math.min(eligible, choicesShown);
  const bounds = { after: null, before: null, limit, descending: false };
  return { choices: await listByEligibility(em, catalogue, filter, bounds), choiceCount: eligible };
}

/** One model is to answer all of them; a step that may run without a capability asks for none. */
function needsOf(questions: readonly Question[]): Capability[] {
  const strict = questions.filter(({ onMissingCapability }) => onMissingCapability === 'refuse');
  const needs = strict.flatMap(({ requirements }) => requirements.map(({ capability }) => capability));
  return [...new Set(needs)].toSorted();
}

async function inspectConnections(
  em: EntityManager,
  projectId: string,
  { graph, connections, tools }: WorkflowFile,
): Promise<InspectedConnection[]> {
  const entries = Object.entries(connections);
  const origins = entries.map(([, { origin }]) => new URL(origin).origin);
  const there = await em.find(Connection, { projectId, origin: origins }, { orderBy: { id: 'asc' } });
  const users = new Map<string, Set<number>>();
  renameBindings(graph, (what, name, path) => {
    if (what === 'connection') users.set(name, (users.get(name) ?? new Set()).add(Number(path[1])));
    return name;
  });
  return entries.map(([name, { origin, kind }], index) => {
    const fits = there.filter((one) => one.origin === origins[index]);
    return {
      name,
      origin: origins[index] ?? origin,
      kind,
      steps: [...(users.get(standIn('connection', index)) ?? [])].map((at) => graph.nodes[at]?.name ?? ''),
      tools: Object.keys(tools).filter((tool) => tools[tool]?.connection === name),
      choices: fits.toSorted((one, other) => Number(other.name === name) - Number(one.name === name)),
    };
  });
}

async function inspectTools(
  em: EntityManager,
  projectId: string,
  { tools }: WorkflowFile,
  fetch: GuardedFetch,
): Promise<InspectedTool[]> {
  const found = await em.find(Tool, { projectId, name: Object.keys(tools) });
  const inspected: InspectedTool[] = [];
  for (const [name, tool] of Object.entries(tools)) {
    const there = found.find((one) => one.name === name) ?? null;
    const same = there !== null && doesTheSame(there, tool);
    // A secret that it needs is chosen apart: here it counts whether it can be called at all.
    const fault = same
      ? null
      : await readTool(em, projectId, { name, ...tool, connectionId: null }, fetch).then(() => null, asFault);
    inspected.push({ ...tool, name, there, same, fault });
  }
  return inspected;
}

/** Whether a project's own tool stands for one of a file: it says the same, and has a secret where that needs one. */
export function doesTheSame(there: Tool, { description, definition, connection }: FileTool): boolean {
  return (
    there.description === description &&
    (there.connectionId === null) === (connection === null) &&
    sameJson(there.definition, definition)
  );
}

function asFault(error: unknown): string {
  if (error instanceof InvalidInputError) return error.message;
  throw error;
}
