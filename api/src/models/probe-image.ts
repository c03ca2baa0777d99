import { randomInt } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const colours = {
  red: [220, 30, 30],
  green: [30, 160, 60],
  blue: [40, 80, 220],
  yellow: [250, 230, 40],
  black: [0, 0, 0],
  white: [255, 255, 255],
} as const satisfies Record<string, readonly [number, number, number]>;

export type ProbeColour = keyof typeof colours;

const names = Object.keys(colours).filter((name): name is ProbeColour => Object.hasOwn(colours, name));

export type ProbeImage = {
  png: Uint8Array;
  /** Top left, top right, bottom left, bottom right: four different ones, so that one guess in 360 is right. */
  quarters: readonly ProbeColour[];
};

/** Drawn anew for each probe, so that nobody can have learnt the answer. */
export function drawProbeImage(side = 128): ProbeImage {
  const left = [...names];
  const quarters = Array.from({ length: 4 }, () => left.splice(randomInt(left.length), 1)).flat();
  const rows = Array.from({ length: side }, (_, y) => {
    const pixels = Array.from({ length: side }, (_, x) => {
      const quarter = quarters[(y < side / 2 ? 0 : 2) + (x < side / 2 ? 0 : 1)];
      return quarter ? colours[quarter] : [];
    });
    // Each row begins with its filter: none.
    return [0, ...pixels.flat()];
  });
  return { quarters, png: toPng(side, Uint8Array.from(rows.flat())) };
}

/** The colours that a text names, in its order. */
export function coloursIn(text: string): ProbeColour[] {
  const said = text.toLowerCase().match(new RegExp(`\\b(${names.join('|')})\\b`, 'g')) ?? [];
  return said.flatMap((word) => names.find((name) => name === word) ?? []);
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

function toPng(side: number, rows: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // Eight bits for each of red, green and blue; the rest is what PNG always has.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
