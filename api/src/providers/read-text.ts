type ReadText = {
  text: string;
  /** There was more than was read. */
  cut: boolean;
};

/** Reads as much of an answer as is of use, and hangs up on the rest. */
export async function readText(response: Response, mostBytes: number): Promise<ReadText> {
  if (!response.body) return { text: '', cut: false };
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), cut: false };
    const room = mostBytes - bytes;
    if (value.length > room) {
      text += decoder.decode(value.subarray(0, room));
      await reader.cancel().catch(() => undefined);
      return { text, cut: true };
    }
    bytes += value.length;
    text += decoder.decode(value, { stream: true });
  }
}
