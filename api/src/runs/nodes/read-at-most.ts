import { StepFailed } from '../step-failed.ts';

/** The text of an answer; one that is larger is refused rather than cut. */
export async function readAtMost(response: Response, atMost: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > atMost)
      throw new StepFailed(
        'ANSWER_TOO_LARGE',
        `The answer has more than ${atMost.toLocaleString('en')} bytes.`,
        'Ask for less at a time.',
      );
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
