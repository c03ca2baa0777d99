import { formsOf } from './secret-forms.ts';
import type { Secret } from './secret.ts';
import { lowerCase, squeeze, unfold, type Unfolded } from './unfold.ts';

/**
 * Takes known secret values out of texts that are stored, logged or shown: what a provider says, never what a model answers.
 *
 * Short secret   under 8 characters: to cut it out would mangle unrelated text and give it away by the gaps, so a text
 *                that contains it is withheld as a whole.
 */
export type Scrubber = { scrub(text: string): string };

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

/** The lines of a secret of several lines (a PEM key, also within JSON) count too: they come back one at a time. */
export function addValues(values: Set<string>, value: string): void {
  const text = value.trim();
  if (text === '') return;
  values.add(value).add(text);
  for (const line of text.split(/[\r\n]|\\+[rn]/)) if (line.trim().length >= 40) values.add(line.trim());
}

export function scrubberOf(values: ReadonlySet<string>): Scrubber {
  const all = [...values];
  const long = all.filter((value) => value.length >= shortestRemovable);
  const short = all.filter((value) => value.length < shortestRemovable);
  const isIn = [finder(short, lowerCase, 1), finder(short.flatMap(formsOf), unfold, shortestForm)];
  // As they stand as well: what comes just before a secret may look like the beginning of an escape.
  const places = [
    finder(long, lowerCase, shortestRemovable),
    finder(long.flatMap(formsOf), (text) => squeeze(unfold(text)), shortestRemovable),
  ];
  return {
    scrub(text) {
      if (isIn.some((find) => find(text).length > 0)) return withheld;
      return cutOut(
        text,
        places.flatMap((find) => find(text)),
      );
    },
  };
}

type Span = readonly [from: number, to: number];

/** Looks for all of them in texts that are read in the same way; those that are too short then are left out. */
function finder(
  wanted: readonly string[],
  read: (text: string) => Unfolded,
  shortest: number,
): (text: string) => Span[] {
  const needles = [...new Set(wanted.map((one) => read(one).text))].filter(
    ({ length }) => length >= shortest,
  );
  if (needles.length === 0) return () => [];
  return (text) => {
    const { text: hay, from, to } = read(text);
    return needles.flatMap((needle) => {
      const found: Span[] = [];
      for (let at = hay.indexOf(needle); at !== -1; at = hay.indexOf(needle, at + 1))
        found.push([from[at] ?? 0, to[at + needle.length - 1] ?? text.length]);
      return found;
    });
  };
}

function cutOut(text: string, spans: Span[]): string {
  let clean = '';
  let at = 0;
  for (const [from, to] of spans.toSorted(([one], [other]) => one - other)) {
    // One that lies in another, or begins in it, goes with it.
    if (from >= at) clean += text.slice(at, from) + scrubbed;
    at = Math.max(at, to);
  }
  return clean + text.slice(at);
}
