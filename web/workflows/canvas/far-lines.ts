const most = 2;

/** A name in at most two lines of so many letters, broken between words where it can be. */
export function farLines(name: string, letters: number): string[] {
  const lines: string[] = [];
  let rest = name.trim();
  while (rest !== '' && lines.length < most) {
    if (rest.length <= letters) return [...lines, rest];
    if (lines.length === most - 1) return [...lines, `${rest.slice(0, letters - 1)}…`];
    const space = rest.slice(0, letters + 1).lastIndexOf(' ');
    const end = space > 0 ? space : letters;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trim();
  }
  return lines;
}
