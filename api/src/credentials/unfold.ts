/** A text as it is compared, and for each of its characters where in the original it began and ended. */
export type Unfolded = { text: string; from: Uint32Array; to: Uint32Array };

const entities: Record<string, string> = { quot: '"', amp: '&', apos: "'", lt: '<', gt: '>' };
/** A run of backslashes is taken from its first only: tried from each, a long one would take for ever. */
const escapes =
  /(?<!\\)\\+(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([nrtbf]))|((?:%[0-9a-f]{2})+)|&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(quot|amp|apos|lt|gt));/gi;
/** Bodies quote bodies that quote bodies. */
const deepest = 6;

/**
 * Undoes the escapes of JSON, URLs and HTML, in any mixture and however often one was put around another, and the
 * difference between upper and lower case. Whoever looks for a text in another unfolds both.
 */
export function unfold(text: string): Unfolded {
  let now = asItStands(text);
  for (let depth = 0; depth < deepest && now.text.search(escapes) !== -1; depth++) now = undoOnce(now);
  return inLowerCase(without(now, /\\+/g));
}

/** The text itself, but for upper and lower case. */
export function lowerCase(text: string): Unfolded {
  return inLowerCase(asItStands(text));
}

/** Without blanks: what was broken into lines, or had its blanks written as plus signs, is the same text. */
export function squeeze(unfolded: Unfolded): Unfolded {
  return without(unfolded, /[\s+]+/g);
}

function asItStands(text: string): Unfolded {
  // In a loop: `Uint32Array.from` takes many times as long, and everything that is said or shown goes through here.
  const places = new Uint32Array(text.length + 1);
  for (let index = 0; index < places.length; index++) places[index] = index;
  return { text, from: places.subarray(0, -1), to: places.subarray(1) };
}

function undoOnce(before: Unfolded): Unfolded {
  const done = writer(before);
  for (const match of before.text.matchAll(escapes)) {
    const [whole, u, x, letter, percent, hex, decimal, entity] = match;
    done.copyTo(match.index);
    if (percent) {
      // What is no UTF-8 becomes a character that is longer than what was read: it must not take more than the run.
      const end = match.index + percent.length;
      for (const character of Buffer.from(percent.replaceAll('%', ''), 'hex').toString())
        done.replace(Buffer.byteLength(character) * 3, character, end);
      done.replace(percent.length, '', end);
      continue;
    }
    const code = u ?? x ?? hex;
    const number = code === undefined ? Number(decimal) : Number.parseInt(code, 16);
    const written = letter ? ' ' : entity ? entities[entity.toLowerCase()] : characterOf(number);
    done.replace(whole.length, written ?? whole);
  }
  return done.read();
}

function without(before: Unfolded, dropped: RegExp): Unfolded {
  if (before.text.search(dropped) === -1) return before;
  const done = writer(before);
  for (const match of before.text.matchAll(dropped)) {
    done.copyTo(match.index);
    done.replace(match[0].length, '');
  }
  return done.read();
}

/** Where a letter changes its length by it, it stays: places must not move. */
function inLowerCase({ text, from, to }: Unfolded): Unfolded {
  const lower = text.toLowerCase();
  const same = lower.length === text.length;
  const each = (one: string) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one);
  return { text: same ? lower : text.split('').map(each).join(''), from, to };
}

function characterOf(code: number): string {
  return code <= 0x10_ffff ? String.fromCodePoint(code) : '\ufffd';
}

/** Goes through a text once; what is written is never longer than what was read. */
function writer(before: Unfolded) {
  const parts: string[] = [];
  const from = new Uint32Array(before.text.length);
  const to = new Uint32Array(before.text.length);
  let at = 0;
  let length = 0;
  const copyTo = (end: number) => {
    if (end <= at) return;
    parts.push(before.text.slice(at, end));
    from.set(before.from.subarray(at, end), length);
    to.set(before.to.subarray(at, end), length);
    length += end - at;
    at = end;
  };
  return {
    copyTo,
    replace(read: number, written: string, most = before.text.length): void {
      const end = Math.min(at + read, most);
      parts.push(written);
      from.fill(before.from[at] ?? 0, length, length + written.length);
      to.fill(before.to[end - 1] ?? 0, length, length + written.length);
      length += written.length;
      at = end;
    },
    read(): Unfolded {
      copyTo(before.text.length);
      return { text: parts.join(''), from: from.subarray(0, length), to: to.subarray(0, length) };
    },
  };
}
