// One file for all that is asked to find out what a model can do. Each probe asks for something random, so that an answer
// that fits can only come from a model that really has the capability.
import { randomInt } from 'node:crypto';
import { capabilities, type Capability, type ReasoningParameter } from '@patchbay/schema/capabilities.ts';
import type { ModelAnswer, ModelClient, ModelRequest } from '../providers/model-client.ts';
import { ProviderError, type ProviderErrorKind, providerErrorKinds } from '../providers/provider-error.ts';
import type { Verdict } from './capability-evidence.ts';
import { coloursIn, drawProbeImage } from './probe-image.ts';

export type Finding = {
  verdict: Verdict;
  evidence: string;
  providerText: string | null;
  /** Why nothing came of it; null where the model answered. */
  trouble: ProviderErrorKind | null;
};

type Asked = {
  maxTokens: number;
  reasoningParameter: ReasoningParameter;
  /** A sentence of evidence quotes what the model answered, and a model may repeat what it was sent. */
  scrub: (text: string) => string;
};
type Call = (request: ModelRequest) => Promise<ModelAnswer>;
type Probe = (call: Call, asked: Asked) => Promise<Finding>;

const longestMs = 60_000;

/** What came of asking. When the caller leaves, its reason is thrown; every other failure is a finding. */
export async function probeCapability(
  client: ModelClient,
  capability: Capability,
  asked: Asked,
  signal: AbortSignal,
): Promise<Finding> {
  const call: Call = (request) => client.call(request, { signal, timeouts: { totalMs: longestMs } });
  try {
    return await probes[capability](call, asked);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return ofFailure(error, capability, asked);
  }
}

const found = (verdict: Verdict, evidence: string, providerText: string | null = null): Finding => ({
  verdict,
  evidence,
  providerText,
  trouble: null,
});

const probes: Record<Capability, Probe> = {
  /** The field's name stands in the schema alone: who answers with it was given the schema. */
  async jsonMode(call, { maxTokens }) {
    const field = `field_${randomLetters(6)}`;
    await call({
      messages: [{ role: 'user', content: 'Which metal is liquid at room temperature?' }],
      output: {
        kind: 'json',
        mode: 'native',
        schema: {
          type: 'object',
          properties: { [field]: { type: 'string' } },
          required: [field],
          additionalProperties: false,
        },
      },
      maxOutputTokens: maxTokens,
    });
    return found(
      'YES',
      `It answered with the field "${field}", whose name stood in the schema and nowhere in the prompt.`,
    );
  },

  async vision(call, { maxTokens, scrub }) {
    const { png, quarters } = drawProbeImage();
    const { text, finishReason } = await call({
      messages: [
        {
          role: 'user',
          content: [
            {
              type: 'text',
              text: 'The image has four quarters of one colour each. Name the four colours in this order: top left, top right, bottom left, bottom right. Answer with four words: red, green, blue, yellow, black or white.',
            },
            { type: 'image', bytes: png, mediaType: 'image/png' },
          ],
        },
      ],
      output: { kind: 'text' },
      maxOutputTokens: maxTokens,
    });
    const shown = quarters.join(', ');
    const named = coloursIn(text);
    if (` ${named.join(', ')},`.includes(` ${shown},`))
      return found('YES', `It was shown ${shown}, and named them in that order.`);
    if (text.trim() === '' || finishReason === 'length')
      return found('UNKNOWN', `It was shown ${shown}, and its answer ended before it named them.`);
    if (new Set(named).size === 4 && quarters.every((colour) => named.includes(colour)))
      return found('UNKNOWN', `It was shown ${shown}, and named these colours in another order.`);
    return found('NO', `It was shown ${shown}, and answered ${quoted(scrub(text))}.`);
  },

  async toolUse(call, { maxTokens, scrub }) {
    const name = 'report_code';
    const code = `${randomLetters(4)}-${randomInt(1000, 10_000)}`;
    const request: ModelRequest = {
      messages: [{ role: 'user', content: `Call the tool ${name} with the code "${code}".` }],
      output: { kind: 'text' },
      tools: [
        {
          name,
          description: 'Takes a code.',
          parameters: { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] },
        },
      ],
      maxOutputTokens: maxTokens,
    };
    let forced = true;
    const { text, toolCalls, finishReason } = await call({ ...request, toolChoice: { tool: name } }).catch(
      (error: unknown) => {
        // Some models call tools and cannot be made to.
        if (!(error instanceof ProviderError) || !mayBeAboutForcing.has(error.kind)) throw error;
        forced = false;
        return call({ ...request, toolChoice: 'auto' });
      },
    );
    const [first] = toolCalls;
    const how = forced ? 'when it was made to' : 'by itself; it refuses to be made to';
    if (first?.name === name) {
      return codeOf(first.arguments) === code
        ? found('YES', `It called the tool ${how}, with the code ${code} that it was given.`)
        : found('UNKNOWN', `It called the tool ${how}, but not with the code ${code} that it was given.`);
    }
    if (finishReason === 'length') return found('UNKNOWN', 'Its answer ended before it could call the tool.');
    if (!forced)
      return found('UNKNOWN', 'It refuses to be made to call a tool, and did not do it by itself.');
    return found('NO', `It was made to call a tool, and answered ${quoted(scrub(text))} instead.`);
  },

  async reasoning(call, { maxTokens, reasoningParameter }) {
    const budget = 1_024;
    const { reasoning, usage } = await call({
      messages: [
        { role: 'user', content: 'How many whole numbers from 1 to 40 are divisible by neither 2 nor 5?' },
      ],
      output: { kind: 'text' },
      reasoning: reasoningParameter === 'max_tokens' ? { maxTokens: budget } : { effort: 'low' },
      // The budget is part of the answer's tokens.
      maxOutputTokens: maxTokens > budget ? maxTokens : budget + maxTokens,
    });
    if (usage.reasoning) return found('YES', `It spent ${usage.reasoning} tokens on reasoning.`);
    if (reasoning) return found('YES', 'It returned its reasoning with the answer.');
    return found(
      'UNKNOWN',
      `It took the parameter "${reasoningParameter}", and nothing in the answer shows that it reasoned.`,
    );
  },
};

const mayBeAboutForcing: ReadonlySet<ProviderErrorKind> = new Set(['unsupported-feature', 'bad-request']);

/** What the answer shows, where there was one; else that nothing is known. */
function ofFailure(error: ProviderError, capability: Capability, { maxTokens }: Asked): Finding {
  const { kind, providerText, usage } = error;
  const { label } = capabilities[capability];
  if (kind === 'unsupported-feature')
    return {
      ...found('NO', `The provider says that it does not support this (${label}).`, providerText),
      trouble: kind,
    };
  const answered = (kind === 'malformed-answer' || kind === 'invalid-json') && usage !== null;
  if (answered && usage.output !== null && usage.output >= maxTokens)
    return found(
      'UNKNOWN',
      `Its answer was cut off at ${maxTokens} tokens: raise Max Tokens and detect again.`,
    );
  if (answered && capability === 'jsonMode')
    return found('NO', 'It was given a schema, and did not answer by it.');
  if (answered && capability === 'toolUse')
    return found('NO', 'It called the tool with arguments that cannot be read.');
  const { title } = providerErrorKinds[kind];
  return {
    ...found('UNKNOWN', `It could not be found out: ${lowerFirst(title)}.`, providerText),
    trouble: kind,
  };
}

function codeOf(given: unknown): unknown {
  return typeof given === 'object' && given !== null && 'code' in given ? given.code : undefined;
}

function randomLetters(count: number): string {
  return Array.from({ length: count }, () => String.fromCharCode(97 + randomInt(26))).join('');
}

function quoted(text: string): string {
  const short = text.trim().replace(/\s+/g, ' ');
  if (short === '') return 'nothing';
  return `"${short.length > 160 ? `${short.slice(0, 160).toWellFormed()}...` : short}"`;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
