import type { ModelMessage, ModelRequest, UserPart } from '../providers/model-client.ts';
import { costOf } from './cost-of.ts';
import type { Estimate } from './run-budget.ts';

/** No tokenizer in use makes more tokens of a text than one for every two bytes. */
const bytesPerToken = 2;
/** What providers count for the largest picture that they take, and for a page of a PDF of about 50 kB. */
const tokensOfPicture = 3_000;
const bytesOfPage = 50_000;

/** The most that a call may come to: all that is sent, and the longest answer that is allowed. */
export function estimateOf(
  { system = '', messages, output, tools = [], reasoning, maxOutputTokens }: ModelRequest,
  price: { inputCost: string | null; outputCost: string | null },
): Estimate {
  const parts = messages.flatMap((message) =>
    message.role === 'user' && typeof message.content !== 'string' ? message.content : [],
  );
  const files = parts.reduce((sum, part) => sum + tokensOfFile(part), 0);
  const words = [system, messages.map(withoutFiles), output, tools];
  const thinking = reasoning && 'maxTokens' in reasoning ? reasoning.maxTokens : 0;
  const input = Math.ceil(Buffer.byteLength(JSON.stringify(words)) / bytesPerToken) + files;
  const answer = maxOutputTokens + thinking;
  return { tokens: input + answer, cost: costOf({ input, output: answer }, price) };
}

function tokensOfFile(part: UserPart): number {
  if (part.type === 'text') return 0;
  return part.type === 'image'
    ? tokensOfPicture
    : tokensOfPicture * Math.ceil(part.bytes.length / bytesOfPage);
}

function withoutFiles(message: ModelMessage): unknown {
  if (message.role !== 'user' || typeof message.content === 'string') return message;
  return message.content.filter(({ type }) => type === 'text');
}
