/** Something wrong with a template, at a place in it. Lines and columns count from 1. */
export type TemplateFault = { message: string; line: number; column: number };

/** Liquid's own sentence without its place, which we name ourselves. */
export function faultOf(error: unknown): TemplateFault {
  const said = error instanceof Error ? error.message : String(error);
  const place = /, line:(\d+), col:(\d+)$/.exec(said);
  const sentence = place ? said.slice(0, place.index) : said;
  return {
    message: inOurWords(sentence),
    line: Number(place?.[1] ?? 1),
    column: Number(place?.[2] ?? 1),
  };
}

const words: [RegExp, (name: string) => string][] = [
  [/^undefined filter: (.+)$/, (name) => `There is no filter "${name}".`],
  [/^tag "(.+)" not found$/, (name) => `There is no tag "${name}".`],
  [
    /^undefined variable: (.+)$/,
    (name) => `There is no value "${name}". Where it may be missing, write "{{ ${name} | default: '' }}".`,
  ],
  [/^parse length limit exceeded$/, () => 'The template is too long: at most 100,000 characters.'],
  [
    /^template render limit exceeded$/,
    () => 'The template took more than a second to fill in and was stopped. Loop over less.',
  ],
  [
    /^memory alloc limit exceeded$/,
    () => 'The template grew too large while it was filled in and was stopped. Loop over less.',
  ],
  [/^(?:output|tag) (.+) not closed$/, (name) => `${name} is not closed.`],
  [/^Maximum call stack size exceeded$/, () => 'The template is nested too deeply.'],
  [
    /^Invalid string length$/,
    () => 'The template grew too large while it was filled in and was stopped. Loop over less.',
  ],
  [/^invalid value expression: (.*)$/, (name) => `This is not a value: ${name}.`],
];

function inOurWords(sentence: string): string {
  for (const [pattern, say] of words) {
    const match = pattern.exec(sentence);
    if (match) return say(match[1] ?? '');
  }
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
