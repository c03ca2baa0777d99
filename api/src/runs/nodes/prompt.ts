import type { Requirement } from '@patchbay/schema/capabilities.ts';
import type { WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import type { PromptData } from '@patchbay/schema/nodes/prompt.ts';
import { renderTemplate } from '@patchbay/schema/templates/render-template.ts';
import type { CallableCandidate, CallableResolution } from '../../model-policy/load-candidates.ts';
import { ProviderError } from '../../providers/provider-error.ts';
import type { ModelAnswer, ModelClient, ModelRequest, UserPart } from '../../providers/model-client.ts';
import { askCandidate, failureOf } from '../ask-candidate.ts';
import { readAttachments, type ReadFile, requirementsOfFiles, withAttachments } from '../attachments.ts';
import { callWithFailover } from '../call-with-failover.ts';
import { StepFailed } from '../step-failed.ts';
import { inTemplate } from './in-template.ts';
import type { NodeRun, NodeRunner } from './node-run.ts';

export type ModelTools = {
  /** Who may answer, in order, and who may not and why. `more` is what only the run tells of the step's needs. */
  candidatesFor(
    organizationId: string,
    node: WorkflowNode<'prompt'>,
    more?: readonly Requirement[],
  ): Promise<CallableResolution>;
  /** A client for one call, which counts where calls are limited. */
  openModel(organizationId: string, candidate: CallableCandidate): Promise<ModelClient>;
  readFile: ReadFile;
};

/** Asks the candidates in their order, as the table of failures says; the receipt holds every attempt. */
export function createPromptRunner({ candidatesFor, openModel, readFile }: ModelTools): NodeRunner<'prompt'> {
  return async (node, { organizationId, scope, input, signal, step }) => {
    const { data } = node;
    const prompt = {
      system: data.system && inTemplate(() => renderTemplate(data.system, scope, 'System prompt')),
      user: inTemplate(() => renderTemplate(data.user, scope, 'User prompt')),
    };
    const files = await readAttachments(data.attachments, { organizationId, scope, input }, readFile);
    // Asked now, not when the workflow was saved: models change in between.
    const resolution = await candidatesFor(organizationId, node, requirementsOfFiles(files));
    if (resolution.candidates.length === 0) {
      const [first] = resolution.refused.flatMap(({ reasons }) => reasons);
      throw new StepFailed(
        'NO_CANDIDATE',
        first?.message ?? `No model answers to "${data.model}".`,
        first?.fix,
      );
    }
    try {
      const { answer } = await callWithFailover({
        candidates: resolution.candidates,
        substitution: resolution.substitution,
        signal,
        call: (candidate) => {
          const user = withAttachments(prompt.user, files, candidate.degraded);
          const request = requestTo(candidate, data, { ...prompt, user });
          return ask(candidate, request, { organizationId, signal, step });
        },
      });
      return { text: answer.text, ...(data.output.kind === 'json' && { json: answer.object }) };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const { code, message, fix } = failureOf(error);
      throw new StepFailed(code, message, fix);
    }
  };

  async function ask(
    candidate: CallableCandidate,
    request: ModelRequest,
    { organizationId, signal, step }: Pick<NodeRun, 'organizationId' | 'signal' | 'step'>,
  ): Promise<ModelAnswer> {
    const opening = openModel(organizationId, candidate);
    // It may have waited for the database: the claim is proven after it. Why it failed belongs in the receipt.
    await Promise.allSettled([opening]);
    await step.mayCall();
    step.restartText();
    const { attempt, answer, error } = await askCandidate(
      opening,
      candidate,
      { ...request, idempotencyKey: step.callKey() },
      { signal, onText: (delta) => step.text(delta) },
    );
    step.attempted(attempt);
    if (!answer) throw error;
    return answer;
  }
}

function requestTo(
  { model, degraded }: CallableCandidate,
  data: PromptData,
  prompt: { system: string; user: string | readonly UserPart[] },
): ModelRequest {
  const { output, reasoning } = data;
  return {
    ...(prompt.system && { system: prompt.system }),
    messages: [{ role: 'user', content: prompt.user }],
    output:
      output.kind === 'json'
        ? {
            kind: 'json',
            schema: output.schema,
            mode: degraded.includes('jsonMode') ? 'instructed' : output.mode,
          }
        : { kind: 'text' },
    ...(reasoning && !degraded.includes('reasoning') && { reasoning }),
    ...(data.temperature !== null && { temperature: data.temperature }),
    maxOutputTokens: data.maxTokens ?? model.maxTokens,
  };
}
