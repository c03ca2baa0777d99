import { scrubKnown } from '../credentials/known-secrets.ts';
import type { ModelRequest } from '../providers/model-client.ts';

/** A text of which only the beginning is kept where it is long; `characters` is how long it was. */
type KeptText = { text: string; characters: number };

/** What a model step first asked, as it was sent to whoever was asked first. */
export type SentPrompt = {
  system: KeptText | null;
  user: KeptText;
  files: { name: string; mediaType: string }[];
};

const keptAtMost = 20_000;

/** Of values that a template was filled with nobody knows where they come from: open secrets are taken out. */
export function sentPrompt({ system, messages }: Pick<ModelRequest, 'system' | 'messages'>): SentPrompt {
  const [first] = messages;
  const content = first?.role === 'user' ? first.content : '';
  const parts = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content;
  return {
    system: system ? keep(system) : null,
    user: keep(parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')),
    files: parts.flatMap((part) =>
      part.type === 'text'
        ? []
        : [{ name: part.type === 'file' ? part.name : 'image', mediaType: part.mediaType }],
    ),
  };
}

/** What a model has said before it broke off, or that was not what was asked for. What models answer is never altered, only cut. */
export function keptWords(text: string): string | null {
  if (text === '') return null;
  if (text.length <= keptAtMost) return text;
  return `${text.slice(0, keptAtMost)}\n[cut: ${text.length.toLocaleString('en')} characters in all]`;
}

function keep(text: string): KeptText {
  return { text: scrubKnown(text).slice(0, keptAtMost), characters: text.length };
}
