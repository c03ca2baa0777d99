/** What a step called besides models: a tool for the model, or a system over HTTP. A line of the timeline. */
export type StepCall = {
  name: string;
  /** What it was given; null where that is not the model's to choose. */
  arguments: unknown;
  /** What it answered, in so many characters. */
  result: string;
  failed: boolean;
  startedAt: string;
  milliseconds: number;
};

const shownOfResult = 2_000;

export function cutResult(text: string, atMost = shownOfResult): string {
  const more = text.length - atMost;
  return more <= 0 ? text : `${text.slice(0, atMost).toWellFormed()}... (${more} more characters)`;
}
