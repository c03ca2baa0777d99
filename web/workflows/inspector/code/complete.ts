import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete';
import type { StepReferences } from '../references';
import type { Language } from './languages';
import { celFunctions, celMethods, liquidFilters, liquidTags, type Word } from './words';

/** Offers what may stand where the cursor is: values of earlier steps, and the words of the language. */
export function completeIn(language: Language, steps: () => readonly StepReferences[]): CompletionSource[] {
  if (language === 'liquid') return [(context) => inTemplate(context, steps())];
  if (language === 'cel') return [(context) => inExpression(context, steps())];
  return [];
}

function inTemplate(context: CompletionContext, steps: readonly StepReferences[]): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const opened = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'));
  if (opened === -1 || /[%}]\}/.test(before.slice(opened))) return null;
  const inside = before.slice(opened + 2);
  const isTag = before.startsWith('{%', opened);
  const typed = /[\w.[\]"-]*$/.exec(inside)?.[0] ?? '';
  const lead = inside.slice(0, inside.length - typed.length).trimEnd();
  const from = context.pos - typed.length;
  const closed = /^\s*[%}]\}/.test(line.text.slice(context.pos - line.from));
  const close = closed ? '' : isTag ? ' %}' : ' }}';

  if (lead.endsWith('|')) return { from, options: liquidFilters.map((word) => wordOption(word, 'function')) };
  if (isTag && /^-?$/.test(lead))
    return { from, options: liquidTags.map((word) => wordOption(word, 'keyword', `${word.name} `)) };
  const pad = lead === '' && inside.length === typed.length ? ' ' : '';
  return {
    from,
    options: referenceOptions(steps, (path) => `${pad}${path}${isTag ? '' : close}`),
    validFor: /^[\w.[\]"-]*$/,
  };
}

function inExpression(context: CompletionContext, steps: readonly StepReferences[]): CompletionResult | null {
  const typed = context.matchBefore(/[A-Za-z_][\w.[\]"]*$/)?.text ?? '';
  if (typed === '' && !context.explicit) return null;
  const from = context.pos - typed.length;
  const afterDot = /^(.+)\.(\w*)$/.exec(typed);
  const options = referenceOptions(steps, (path) => path);
  const known = new Set(options.map(({ label }) => label));
  const methods = afterDot && known.has(afterDot[1] ?? '') ? methodsOf(afterDot[1] ?? '') : [];
  const functions = celFunctions.map((word) => wordOption(word, 'function', `${word.name}(`));
  return { from, options: [...options, ...methods, ...functions], validFor: /^[\w.[\]"]*$/ };
}

const methodsOf = (path: string) =>
  celMethods.map(({ name, help }) =>
    wordOption({ name: `${path}.${name}`, help }, 'function', `${path}.${name}(`),
  );

function referenceOptions(steps: readonly StepReferences[], write: (path: string) => string): Completion[] {
  return steps.flatMap(({ name, references }, place) =>
    references.map(({ path, kind }) => ({
      label: path,
      detail: kind,
      type: 'variable',
      apply: write(path),
      // The nearest step is the one that is meant most often.
      section: { name, rank: steps.length - place },
    })),
  );
}

const wordOption = ({ name, help }: Word, type: string, apply = name): Completion => ({
  label: name,
  detail: help,
  type,
  apply,
  boost: -50,
});
