import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import pg from 'pg';
import { addressOf, databaseUrlOf } from '../stack/parts.ts';
import type { Stack } from '../stack/start-stack.ts';

/** Where something was found: `<store>: <place>`. */
type Places = string[];

/** Looks for a text, however it is written, in every row, in Restate, and in every file of the data directory. */
export async function searchEverywhere(stack: Stack, wanted: string): Promise<Places> {
  const forms = formsOf(wanted);
  return [
    ...(await searchTables(databaseUrlOf(stack), forms)),
    ...(await searchRestate(addressOf(stack, 'restateAdmin'), forms)),
    ...(await searchFiles(stack.dataDir, forms)),
  ];
}

/** As it is, for a URL, in hexadecimal, and in base64 wherever in a longer text it may stand. */
export function formsOf(wanted: string): string[] {
  const hex = Buffer.from(wanted).toString('hex');
  const base64 = [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.from(`${'x'.repeat(before)}${wanted}`)
      .toString('base64')
      .replace(/=+$/, '');
    // The characters at both ends also depend on what stands beside it.
    const inner = encoded.slice(Math.ceil((before * 8) / 6), -1);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [...new Set([wanted, encodeURIComponent(wanted), hex, hex.toUpperCase(), ...base64])];
}

const holds = (text: string, forms: readonly string[]) => forms.some((form) => text.includes(form));

async function searchTables(databaseUrl: string, forms: readonly string[]): Promise<Places> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const places: Places = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      if (rows.some(({ row }) => holds(row, forms))) places.push(`database: ${name}`);
    }
    return places;
  } finally {
    await client.end();
  }
}

async function searchRestate(adminUrl: string, forms: readonly string[]): Promise<Places> {
  async function ask(query: string): Promise<string> {
    const response = await fetch(`${adminUrl}/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Restate does not answer "${query}": ${text}`);
    return text;
  }
  const { rows } = JSON.parse(
    await ask(`select table_name from information_schema.tables where table_schema = 'public'`),
  ) as { rows: { table_name: string }[] };
  const places: Places = [];
  for (const { table_name: table } of rows)
    if (holds(await ask(`select * from ${table}`), forms)) places.push(`restate: ${table}`);
  return places;
}

async function searchFiles(directory: string, forms: readonly string[]): Promise<Places> {
  const places: Places = [];
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    // Files of running servers come and go.
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (forms.some((form) => bytes.includes(form))) places.push(`files: ${relative(directory, file)}`);
  }
  return places;
}
