import { inflateSync } from 'node:zlib';

const colours: [name: string, red: number, green: number, blue: number][] = [
  ['black', 0, 0, 0],
  ['white', 255, 255, 255],
  ['grey', 128, 128, 128],
  ['red', 220, 30, 30],
  ['orange', 250, 150, 20],
  ['yellow', 250, 230, 40],
  ['green', 30, 160, 60],
  ['cyan', 20, 200, 210],
  ['blue', 40, 80, 220],
  ['purple', 140, 50, 190],
  ['pink', 250, 130, 190],
  ['brown', 130, 80, 40],
];

/**
 * Names the colours of the quarters of a small PNG of 8 bits per channel, each by its pixels' mean: top left, top right,
 * bottom left, bottom right. Null for any other image.
 */
export function coloursOfImage(dataUrl: string): string[] | null {
  const base64 = /^data:image\/png;base64,([A-Za-z0-9+/=]+)$/.exec(dataUrl)?.[1];
  if (!base64 || base64.length > 2_000_000) return null;
  try {
    const names = meansOfPng(Buffer.from(base64, 'base64')).map(nearestColour);
    const known = names.filter((name) => name !== null);
    return known.length === 4 ? known : null;
  } catch {
    return null;
  }
}

function nearestColour([red, green, blue]: readonly number[]): string | null {
  if (red === undefined || green === undefined || blue === undefined) return null;
  const distance = ([, r, g, b]: (typeof colours)[number]) =>
    (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
  return colours.toSorted((one, other) => distance(one) - distance(other))[0]?.[0] ?? null;
}

const channelsOf: Record<number, number> = { 2: 3, 6: 4 };

function meansOfPng(file: Buffer): number[][] {
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const channels = channelsOf[file.readUInt8(25)];
  if (
    file.readUInt8(24) !== 8 ||
    channels === undefined ||
    file.readUInt8(28) !== 0 ||
    width * height > 4_000_000
  )
    return [];
  const packed: Buffer[] = [];
  for (let at = 8; at + 8 <= file.length;) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      packed.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const rows = inflateSync(Buffer.concat(packed), { maxOutputLength: height * (width * channels + 1) });
  return meansOfRows(rows, width, height, channels);
}

/** Each row begins with the filter that was applied to it; what it was applied to must be taken back first. */
function meansOfRows(rows: Buffer, width: number, height: number, channels: number): number[][] {
  const stride = width * channels;
  const quarters = Array.from({ length: 4 }, () => ({ sums: [0, 0, 0], values: 0 }));
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const filter = rows[start];
    const row = new Uint8Array(rows.subarray(start + 1, start + 1 + stride));
    for (let x = 0; x < stride; x++) {
      const left = x < channels ? 0 : (row[x - channels] ?? 0);
      const up = above[x] ?? 0;
      const corner = x < channels ? 0 : (above[x - channels] ?? 0);
      row[x] = (row[x] ?? 0) + predict(filter, left, up, corner);
      const channel = x % channels;
      const quarter = quarters[(y * 2 < height ? 0 : 2) + (Math.floor(x / channels) * 2 < width ? 0 : 1)];
      if (!quarter || channel > 2) continue;
      quarter.sums[channel] = (quarter.sums[channel] ?? 0) + (row[x] ?? 0);
      quarter.values += 1;
    }
    above = row;
  }
  return quarters.map(({ sums, values }) => sums.map((sum) => (sum * 3) / values));
}

function predict(filter: number | undefined, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [toLeft, toUp, toCorner] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
