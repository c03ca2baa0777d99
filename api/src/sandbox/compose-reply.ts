import { imagesOf, textOf, type ChatRequest } from './chat-request.ts';
import { exampleOfSchema } from './example-of-schema.ts';
import { coloursOfImage } from './image-colour.ts';

export type Reply = {
  reasoning: string | null;
  text: string;
  toolCalls: { name: string; arguments: string }[];
};

/** The sandbox's answer to a request: always the same for the same request, and open about being no real model. */
export function composeReply(request: ChatRequest, reasons: boolean | 'never'): Reply {
  const last = request.messages.at(-1);
  const prompt = textOf(request.messages.findLast((message) => message.role === 'user')?.content);
  const thinks = reasons !== 'never' && (reasons || request.reasoning);
  const reasoning = thinks ? thinkAbout(prompt, request) : null;
  const tool = last?.role === 'tool' ? null : toolToCall(request, prompt);
  if (tool) {
    // What a prompt quotes is what it wants handed on.
    const value = exampleOfSchema(tool.parameters ?? {}, /"([^"]+)"/.exec(prompt)?.[1] ?? subjectOf(prompt));
    return { reasoning, text: '', toolCalls: [{ name: tool.name, arguments: JSON.stringify(value) }] };
  }
  const schema = schemaOf(request);
  if (schema)
    return { reasoning, text: JSON.stringify(exampleOfSchema(schema, subjectOf(prompt))), toolCalls: [] };
  if (last?.role === 'tool')
    return { reasoning, text: `The tool answered: ${textOf(last.content)}\n\n${signature}`, toolCalls: [] };
  return { reasoning, text: proseFor(request, prompt), toolCalls: [] };
}

const signature =
  '_This is the sandbox, a local stand-in without a language model: it answers by pattern, always the same._';

function proseFor(request: ChatRequest, prompt: string): string {
  const images = imagesOf(request.messages.at(-1)?.content);
  const seen = images.map(describeImage);
  const words = prompt.split(/\s+/).filter((word) => word !== '');
  const system = textOf(request.messages.find((message) => message.role === 'system')?.content);
  return [
    ...seen,
    words.length === 0 ? 'You sent no text.' : `You asked: "${subjectOf(prompt, 40)}"`,
    words.length > 12 ? `In short: ${gist(prompt)}` : '',
    words.length === 0
      ? ''
      : `That is ${count(words.length, 'word')} in ${count(sentencesOf(prompt).length, 'sentence')}; the ones that stand out are ${standOut(words)}.`,
    system === '' ? '' : `I was told beforehand: "${subjectOf(system, 20)}"`,
    signature,
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

function describeImage(url: string): string {
  const colours = coloursOfImage(url);
  if (!colours) return 'There is an image, which I cannot read: I only know plain PNGs.';
  const [topLeft, topRight, bottomLeft, bottomRight] = colours;
  if (new Set(colours).size === 1) return `The image is ${topLeft}.`;
  return `The quarters of the image are ${topLeft} (top left), ${topRight} (top right), ${bottomLeft} (bottom left) and ${bottomRight} (bottom right).`;
}

/** Native by response_format, or, for models without, by the schema that the instructions carry. */
function schemaOf(request: ChatRequest): unknown {
  const format = request.response_format;
  if (format?.type === 'json_schema') return format.json_schema.schema;
  const instructions = request.messages.map((message) => textOf(message.content)).join('\n');
  const described = /JSON Schema:\s*(\{[^]*\})/i.exec(instructions)?.[1];
  if (described) {
    try {
      return JSON.parse(described);
    } catch {
      return null;
    }
  }
  if (/\{"status":\s*"ok"\}/.test(instructions))
    return { type: 'object', properties: { status: { const: 'ok' } } };
  return format?.type === 'json_object'
    ? { type: 'object', properties: { answer: { type: 'string' } } }
    : null;
}

function toolToCall(request: ChatRequest, prompt: string): { name: string; parameters?: unknown } | null {
  const tools = (request.tools ?? []).map((tool) => tool.function);
  const choice = request.tool_choice;
  if (choice === 'none') return null;
  if (typeof choice === 'object' && choice)
    return tools.find((tool) => tool.name === choice.function.name) ?? null;
  const said = prompt.toLowerCase();
  const named = tools.find(
    (tool) =>
      said.includes(tool.name.toLowerCase()) ||
      said.includes(tool.name.toLowerCase().replaceAll(/[_-]/g, ' ')),
  );
  if (named) return named;
  return choice === 'required' || /\b(use|call)\b.*\btool\b/.test(said) ? (tools[0] ?? null) : null;
}

function thinkAbout(prompt: string, { reasoning }: ChatRequest): string {
  const budget = reasoning?.max_tokens
    ? ` within ${reasoning.max_tokens} tokens`
    : reasoning?.effort
      ? ` with ${reasoning.effort} effort`
      : '';
  return `The sandbox pretends to think${budget}: the request is about "${subjectOf(prompt, 8)}", so I will say it back and count its words.`;
}

function subjectOf(text: string, words = 12): string {
  const all = text.trim().split(/\s+/);
  return all.length <= words ? all.join(' ') : `${all.slice(0, words).join(' ')} ...`;
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.trim() !== '');
}

function gist(text: string): string {
  const sentences = sentencesOf(text);
  return subjectOf(sentences.toSorted((one, other) => other.length - one.length)[0] ?? text, 18);
}

function standOut(words: string[]): string {
  const bare = words
    .map((word) => word.toLowerCase().replaceAll(/[^\p{L}\p{N}-]/gu, ''))
    .filter((word) => word.length > 3);
  const counts = new Map<string, number>();
  for (const word of bare) counts.set(word, (counts.get(word) ?? 0) + 1);
  const ranked = [...counts].toSorted(
    ([one, often], [other, oftener]) => oftener - often || other.length - one.length,
  );
  const top = ranked.slice(0, 3).map(([word]) => `"${word}"`);
  return top.length === 0 ? 'none' : top.join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
