import type { Requirement } from '@patchbay/schema/capabilities.ts';
import type { PromptData } from '@patchbay/schema/nodes/prompt.ts';
import type { WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import type { CallableCandidate, CallableResolution } from '../../model-policy/load-candidates.ts';
import { InvalidJson, repairInstruction } from '../../providers/json-answer.ts';
import type { ModelAnswer, ModelClient, ModelMessage, ModelRequest } from '../../providers/model-client.ts';
import { ProviderError } from '../../providers/provider-error.ts';
import { askCandidate, failureOf } from '../ask-candidate.ts';
import { readAttachments, type ReadFile, requirementsOfFiles, withAttachments } from '../attachments.ts';
import { callWithFailover } from '../call-with-failover.ts';
import type { Outside } from '../outside.ts';
import { keptWords, sentPrompt } from '../sent-prompt.ts';
import { StepFailed } from '../step-failed.ts';
import { estimateOf } from '../estimate-call.ts';
import type { BoundTool } from '../tool.ts';
import { callTool } from './call-tool.ts';
import { type Conversation, readProgress } from './conversation.ts';
import { filled } from './in-template.ts';
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

type Prompt = {
  system: string;
  user: string;
  files: Awaited<ReturnType<typeof readAttachments>>;
  tools: readonly BoundTool[];
};

/**
 * Asks the candidates in their order, as the table of failures says; the receipt holds every attempt. A model that
 * calls tools is asked again with their results, and one whose JSON is not what the step wants is told so, once. Whoever
 * fails in the middle is followed by the next candidate, which goes on with the conversation as it stands: what tools
 * have done is not done twice.
 */
export function createPromptRunner({
  candidatesFor,
  openModel,
  toolsFor,
  readFile,
}: ModelTools & Pick<Outside, 'toolsFor'>): NodeRunner<'prompt'> {
  return async (node, run) => {
    const { data } = node;
    const prompt: Prompt = {
      system: data.system && filled(data.system, run, 'System prompt'),
      user: filled(data.user, run, 'User prompt'),
      files: await readAttachments(data.attachments, run, readFile),
      tools: data.tools.length > 0 ? await toolsFor(run.organizationId, run.projectId, data.tools) : [],
    };
    // Asked now, not when the workflow was saved: models change in between.
    const { candidates, refused, substitution } = await candidatesFor(
      run.organizationId,
      node,
      requirementsOfFiles(prompt.files),
    );
    if (candidates.length === 0) {
      const [first] = refused.flatMap(({ reasons }) => reasons);
      throw new StepFailed(
        'NO_CANDIDATE',
        first?.message ?? `No model answers to "${data.model}".`,
        first?.fix,
      );
    }
    try {
      const answer = await converse(candidates, substitution, data, prompt, run);
      return { text: answer.text, ...(data.output.kind === 'json' && { json: answer.object }) };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const { code, message, fix } = failureOf(error);
      const mayPass = error.disposition.again || error instanceof InvalidJson;
      throw new StepFailed(code, message, fix, { mayPass });
    }
  };

  async function converse(
    candidates: readonly CallableCandidate[],
    substitution: boolean,
    data: PromptData,
    prompt: Prompt,
    run: NodeRun,
  ): Promise<ModelAnswer> {
    const { signal, step } = run;
    let { by, turns, repaired, messages } = readProgress(step.progress);
    let left = candidates;
    for (;;) {
      const { candidate, answer } = await callWithFailover({
        candidates: left,
        substitution,
        signal,
        call: (one) =>
          ask(
            messages.at(-1)?.role === 'user' && by === nameOf(one) ? askedOnceMore(one) : one,
            requestTo(one, data, prompt, messagesFor(one, by, messages)),
            run,
            !repaired,
          ),
      });
      // Who has failed in this conversation is not asked again in it.
      left = left.slice(left.indexOf(candidate));
      if (answer instanceof InvalidJson) {
        repaired = true;
        by = nameOf(candidate);
        messages = [
          ...messages,
          { role: 'assistant', text: answer.answer.trim() || '(nothing)' },
          { role: 'user', content: repairInstruction(answer) },
        ];
        step.keep({ by, turns, repaired, messages } satisfies Conversation);
        continue;
      }
      turns += 1;
      if (answer.toolCalls.length === 0) return answer;
      if (turns >= data.maxTurns) throw turnLimit(data.maxTurns, answer);

      const results: ModelMessage[] = [];
      for (const asked of answer.toolCalls) {
        const { result, failed, call } = await callTool(asked, prompt.tools, signal);
        step.called(call);
        results.push({
          role: 'tool',
          toolCallId: asked.id,
          toolName: asked.name,
          result,
          ...(failed && { failed }),
        });
      }
      const { text, thoughts, toolCalls } = answer;
      messages = [
        ...messages,
        { role: 'assistant', ...(text && { text }), ...(thoughts && { thoughts }), toolCalls },
        ...results,
      ];
      by = nameOf(candidate);
      step.keep({ by, turns, repaired, messages } satisfies Conversation);
    }
  }

  /** JSON that is not what was asked for is given back where it may be repaired, and else thrown. */
  async function ask(
    candidate: CallableCandidate,
    request: ModelRequest,
    { organizationId, signal, step, budget }: Pick<NodeRun, 'organizationId' | 'signal' | 'step' | 'budget'>,
    mayRepair: boolean,
  ): Promise<ModelAnswer | InvalidJson> {
    const reserved = await budget.reserve(() => estimateOf(request, candidate.model));
    const opening = openModel(organizationId, candidate);
    // It may have waited for the database: the claim is proven after it. Why it failed belongs in the receipt.
    await Promise.allSettled([opening]);
    await step.mayCall();
    step.restartText();
    step.sent(() => sentPrompt(request));
    let said = '';
    const { attempt, answer, error } = await askCandidate(
      opening,
      candidate,
      { ...request, idempotencyKey: step.callKey() },
      {
        signal,
        onText: (delta) => {
          said += delta;
          step.text(delta);
        },
      },
    );
    const isAnswer = answer !== null && answer.toolCalls.length === 0;
    step.attempted({ ...attempt, said: isAnswer ? null : keptWords(said) });
    reserved.settle(attempt, step.written);
    if (answer) return answer;
    if (mayRepair && error instanceof InvalidJson) return error;
    throw error;
  }
}

const askedOnceMore = (candidate: CallableCandidate): CallableCandidate => ({
  ...candidate,
  reason: `${candidate.reason} Asked once more, and told what was wrong with the JSON of its answer.`,
});

const nameOf = ({ model }: CallableCandidate) => `${model.provider} ${model.providerModelId}`;

/** Signatures of one provider are no business of another's. */
function messagesFor(
  candidate: CallableCandidate,
  by: string | null,
  messages: readonly ModelMessage[],
): readonly ModelMessage[] {
  if (by === nameOf(candidate)) return messages;
  return messages.map((message) => {
    if (message.role !== 'assistant') return message;
    const { thoughts: _, toolCalls = [], ...rest } = message;
    return { ...rest, toolCalls: toolCalls.map(({ kept: __, ...call }) => call) };
  });
}

function turnLimit(maxTurns: number, { text, toolCalls }: ModelAnswer): StepFailed {
  const tools = [...new Set(toolCalls.map(({ name }) => name))].join(', ');
  const said = text.trim() === '' ? '' : ` It had said so far: "${text.trim().slice(0, 500)}"`;
  return new StepFailed(
    'TURN_LIMIT',
    `The model was asked ${maxTurns === 1 ? 'once' : `${maxTurns} times`} and still wants to call ${tools}.${said}`,
    'Give the step more turns, or tell the model when to stop.',
  );
}

function requestTo(
  { model, degraded }: CallableCandidate,
  data: PromptData,
  prompt: Prompt,
  messages: readonly ModelMessage[],
): ModelRequest {
  const { output, reasoning } = data;
  return {
    ...(prompt.system && { system: prompt.system }),
    messages: [{ role: 'user', content: withAttachments(prompt.user, prompt.files, degraded) }, ...messages],
    output:
      output.kind === 'json'
        ? {
            kind: 'json',
            schema: output.schema,
            mode: degraded.includes('jsonMode') ? 'instructed' : output.mode,
          }
        : { kind: 'text' },
    ...(prompt.tools.length > 0 &&
      !degraded.includes('toolUse') && {
        tools: prompt.tools.map(({ name, description, parameters }) => ({ name, description, parameters })),
      }),
    ...(reasoning && !degraded.includes('reasoning') && { reasoning }),
    ...(data.temperature !== null && { temperature: data.temperature }),
    maxOutputTokens: data.maxTokens ?? model.maxTokens,
  };
}
