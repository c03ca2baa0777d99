import { randomUUID } from 'node:crypto';
import type { Caller } from './caller.ts';
import { chainOf } from './chain.ts';

export type Builder = Awaited<ReturnType<typeof createBuilder>>;

/** Somebody who builds workflows in an organisation of their own, by the public API alone. */
export async function createBuilder(person: Caller, name: string) {
  const { slug } = await person.change<{ slug: string }>('createOrganization', { name }, 'slug');
  const caller = person.with({ 'patchbay-organization': slug });
  const { project } = await caller.change<{ project: { id: string } }>(
    'createProject',
    { name: 'Measured' },
    'project { id }',
  );

  async function createWorkflow(graph: object): Promise<Workflow> {
    const { workflow } = await caller.change<{ workflow: { id: string; draft: { revision: number } } }>(
      'createWorkflow',
      { projectId: project.id, name: `Chain ${randomUUID()}`, graph },
      'workflow { id draft { revision } }',
    );
    return { id: workflow.id, revision: workflow.draft.revision };
  }

  return {
    slug,
    caller,

    /** A sandbox model, registered under its own id as slug; `price` is what a token of input costs, in USD. */
    async addModel(baseUrl: string, modelId: string, apiKey?: string, price?: string): Promise<void> {
      const setup = setupOf(baseUrl, modelId, apiKey);
      const prices = price ? { inputCost: price, outputCost: '0' } : {};
      await caller.change(
        'addCustomModel',
        { setup, displayName: modelId, slug: modelId, untested: true, ...prices },
        'model { id }',
      );
    },

    async testModel(baseUrl: string, modelId: string, apiKey?: string): Promise<boolean> {
      const { test } = await caller.change<{ test: { passed: boolean } }>(
        'testModelConnection',
        { setup: setupOf(baseUrl, modelId, apiKey) },
        'test { passed message cause fix httpStatus }',
      );
      return test.passed;
    },

    createWorkflow,

    createChain: (models: readonly string[], restSeconds: number | null = null): Promise<Workflow> =>
      createWorkflow(chainOf(models, restSeconds)),

    /** Gives the id of the run that the api acknowledges. */
    async start(workflow: Workflow, text: string, idempotencyKey: string = randomUUID()): Promise<string> {
      const { run } = await caller.change<{ run: { id: string } }>(
        'startRun',
        { workflowId: workflow.id, draftRevision: workflow.revision, input: { text }, idempotencyKey },
        'run { id }',
      );
      return run.id;
    },
  };
}

export type Workflow = { id: string; revision: number };

function setupOf(baseUrl: string, providerModelId: string, apiKey?: string) {
  const fields = [
    { name: 'baseUrl', value: `${baseUrl}/v1` },
    ...(apiKey ? [{ name: 'apiKey', value: apiKey }] : []),
  ];
  return { provider: 'openai-compatible', fields, providerModelId };
}
