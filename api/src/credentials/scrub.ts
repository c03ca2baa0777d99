import { formsOf } from './secret-forms.ts';
import type { Secret } from './secret.ts';

/**
 * Takes known secret values out of texts that are stored, logged or shown: what a provider says, never what a model answers.
 *
 * Short secret   under 8 characters: to cut it out would mangle unrelated text and give it away by the gaps, so a text
 *                that contains it is withheld as a whole.
 */
export type Scrubber = {
  scrub(text: string): string;
  /** For a text that arrives in pieces: a secret split between two of them is found as well. */
  stream(): StreamScrubber;
};

type StreamScrubber = {
  /** What of the text so far is safe to keep; the rest is held back until more is known. */
  push(chunk: string): string;
  end(): string;
};

export const scrubbed = '[secret removed]';
export const withheld = '[text withheld: it contained a secret that is too short to remove safely]';

const shortestRemovable = 8;
/** Forms shorter than this (the base64 of two characters) are in every text and would withhold them all. */
const shortestForm = 3;

export function createScrubber(secrets: Iterable<Secret>): Scrubber {
  const values = new Set<string>();
  for (const secret of secrets) addValues(values, secret.reveal());
  return scrubberOf(values);
}

/** The lines of a secret of several lines (a PEM key) count too: they come back one at a time. */
export function addValues(values: Set<string>, value: string): void {
  const text = value.trim();
  if (text === '') return;
  values.add(value).add(text);
  if (!text.includes('\n')) return;
  for (const line of text.split('\n')) if (line.trim().length >= 40) values.add(line.trim());
}

export function scrubberOf(values: ReadonlySet<string>): Scrubber {
  const removable = patternOf([...values].filter((value) => value.length >= shortestRemovable));
  const short = patternOf([...values].filter((value) => value.length < shortestRemovable));
  const scrub = (text: string) => {
    if (short && text.search(short.expression) !== -1) return withheld;
    return removable ? text.replaceAll(removable.expression, scrubbed) : text;
  };
  return {
    scrub,
    stream: () => (short ? holdAll(scrub) : holdTail(removable)),
  };
}

type Pattern = { expression: RegExp; longest: number };

function patternOf(values: string[]): Pattern | null {
  const forms = values.flatMap((value) =>
    formsOf(value).filter((form) => form === value || form.length >= shortestForm),
  );
  if (forms.length === 0) return null;
  // Longest first: a form that contains another is taken as a whole.
  const sorted = [...new Set(forms)].toSorted((one, other) => other.length - one.length);
  const escaped = sorted.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return { expression: new RegExp(escaped.join('|'), 'g'), longest: sorted[0]?.length ?? 0 };
}

/** Whatever starts early enough that its longest form would have arrived is decided; the rest is held back. */
function holdTail(pattern: Pattern | null): StreamScrubber {
  let held = '';
  const release = (decidedBefore: number) => {
    let from = 0;
    let released = '';
    for (const match of pattern ? held.matchAll(pattern.expression) : []) {
      if (match.index >= decidedBefore) break;
      released += held.slice(from, match.index) + scrubbed;
      from = match.index + match[0].length;
    }
    const cut = Math.max(from, decidedBefore);
    released += held.slice(from, cut);
    held = held.slice(cut);
    return released;
  };
  return {
    push(chunk) {
      held += chunk;
      return release(Math.max(0, held.length - (pattern?.longest ?? 1) + 1));
    },
    end: () => release(held.length),
  };
}

const longestHeld = 65_536;

/** With a short secret only the whole text can be judged; one that is too long to hold is withheld. */
function holdAll(scrub: (text: string) => string): StreamScrubber {
  let held = '';
  return {
    push(chunk) {
      if (held.length <= longestHeld) held += chunk;
      return '';
    },
    end: () => (held.length > longestHeld ? withheld : scrub(held)),
  };
}
