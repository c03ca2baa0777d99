// Writes the contract that web and integrators read. `--check` only compares, for CI.
import { readFile, writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './schema.ts';

const file = new URL('../../schema/schema.graphql', import.meta.url);
const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;

if (process.argv.includes('--check')) {
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed !== printed) {
    console.error(
      'schema/schema.graphql is not what the code says. Run "pnpm generate" and commit the change.',
    );
    process.exitCode = 1;
  }
} else {
  await writeFile(file, printed);
}
