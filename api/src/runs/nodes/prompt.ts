import { requirementsOf } from '@patchbay/schema/workflow-graph.ts';
import type { PromptData } from '@patchbay/schema/nodes/prompt.ts';
import { renderTemplate } from '@patchbay/schema/templates/render-template.ts';
import type { Candidate, OpenModel, ResolveCandidates } from '../../models/open-client.ts';
import { ProviderError } from '../../providers/provider-error.ts';
import type { ModelAnswer, ModelRequest } from '../../providers/model-client.ts';
import { attemptOf } from '../attempt-of.ts';
import { callWithFailover } from '../call-with-failover.ts';
import { StepFailed } from '../step-failed.ts';
import { inTemplate } from './in-template.ts';
import type { NodeRun, NodeRunner } from './node-run.ts';

export type ModelTools = { resolveCandidates: ResolveCandidates; openModel: OpenModel };

/** Asks the candidates in their order, as the table of failures says; the receipt holds every attempt. */
export function createPromptRunner({ resolveCandidates, openModel }: ModelTools): NodeRunner<'prompt'> {
  return async (node, { organizationId, scope, signal, step }) => {
    const { data } = node;
    const prompt = {
      system: data.system && inTemplate(() => renderTemplate(data.system, scope, 'System prompt')),
      user: inTemplate(() => renderTemplate(data.user, scope, 'User prompt')),
    };
    // Asked now, not when the workflow was saved: models change in between.
    const resolution = await resolveCandidates(organizationId, data.model, {
      requirements: requirementsOf(node),
      onMissingCapability: data.onMissingCapability,
    });
    if (resolution.candidates.length === 0) {
      const [first] = resolution.excluded.flatMap(({ reasons }) => reasons);
      throw new StepFailed(
        'NO_CANDIDATE',
        first?.message ?? `No model answers to "${data.model}".`,
        first?.fix,
      );
    }
    try {
      const { answer } = await callWithFailover({
        candidates: resolution.candidates,
        substitution: resolution.substitution && data.substitution === 'allow',
        signal,
        call: (candidate) =>
          ask(candidate, requestTo(candidate, data, prompt), { organizationId, signal, step }),
      });
      return { text: answer.text, ...(data.output.kind === 'json' && { json: answer.object }) };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      throw new StepFailed(codeOf(error), error.message, error.disposition.fix);
    }
  };

  async function ask(
    candidate: Candidate,
    request: ModelRequest,
    { organizationId, signal, step }: Pick<NodeRun, 'organizationId' | 'signal' | 'step'>,
  ): Promise<ModelAnswer> {
    const client = await openModel(organizationId, candidate);
    await step.mayCall();
    step.restartText();
    const startedAt = new Date();
    let firstTokenAt: Date | null = null;
    try {
      const answer = await client.stream(request, {
        signal,
        onText: (delta) => {
          firstTokenAt ??= new Date();
          step.text(delta);
        },
      });
      step.attempted(
        attemptOf(candidate, {
          startedAt,
          firstTokenAt,
          outcome: 'answered',
          usage: answer.usage,
          error: null,
        }),
      );
      return answer;
    } catch (error) {
      const failure =
        error instanceof ProviderError
          ? {
              outcome: error.kind,
              error: { code: codeOf(error), message: error.message, fix: error.disposition.fix },
            }
          : { outcome: signal.aborted ? 'cancelled' : 'internal', error: null };
      step.attempted(attemptOf(candidate, { startedAt, firstTokenAt, usage: null, ...failure }));
      throw error;
    }
  }
}

function requestTo(
  { model, degraded }: Candidate,
  data: PromptData,
  prompt: { system: string; user: string },
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

const codeOf = ({ kind }: ProviderError) => kind.toUpperCase().replaceAll('-', '_');
