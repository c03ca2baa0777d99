import { median, percentile } from './statistics.ts';

/** One line of the table: a figure, and beside it what the same run measured as its reference. */
export type Figure = {
  name: string;
  unit: 'ms' | 's' | '/s' | 'kB' | 'MB';
  value: number;
  p95?: number;
  beside?: { what: string; value: number };
};

/** How long something took, again and again. */
export function timings(name: string, values: readonly number[], beside?: Figure['beside']): Figure {
  return { name, unit: 'ms', value: median(values), p95: percentile(values, 0.95), beside };
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

export function writeTable(figures: readonly Figure[]): string {
  const rows = [
    ['figure', 'median', 'p95', '', 'beside it, in the same run', 'ratio'],
    ...figures.map(({ name, unit, value, p95, beside }) => [
      name,
      number(value),
      p95 === undefined ? '' : number(p95),
      unit,
      beside ? `${beside.what}: ${number(beside.value)}` : '',
      beside ? (value / beside.value).toFixed(2) : '',
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

const number = (value: number) => value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 2 : 0 });
