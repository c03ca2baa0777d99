/** Where a fault lies in a text, and what is wrong there. */
export interface PlacedFault {
  from: number;
  to: number;
  message: string;
}

const placed = /^Line (\d+), column (\d+): ([\s\S]+)$/;

/** Faults of templates and expressions begin with their place; what has none concerns the whole text. */
export function placeFault(message: string, text: string): PlacedFault {
  const [, line, column, said] = placed.exec(message) ?? [];
  if (said === undefined) return { from: 0, to: text.length, message };
  const lines = text.split('\n');
  const before = lines.slice(0, Number(line) - 1).join('\n').length + (Number(line) > 1 ? 1 : 0);
  const from = Math.min(before + Number(column) - 1, text.length);
  return { from, to: endOfWord(text, from), message: said };
}

/** The name that begins here, with its fields: the whole of `extract.json.total` is underlined. */
function endOfWord(text: string, from: number): number {
  const word = /^(?:\{[{%]-?\s*)?[\w.[\]"'-]+/.exec(text.slice(from))?.[0] ?? '';
  return Math.min(text.length, from + Math.max(1, word.length));
}
