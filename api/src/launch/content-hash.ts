import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const generated = new Set(['node_modules', '.next', 'next-env.d.ts', 'test-results']);

/** One text for all that lies below these paths: it changes with every name and every byte. */
export function contentHash(projectDir: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((path) => filesBelow(projectDir, path))) {
    const content = readFileSync(join(projectDir, path));
    hash.update(`${path}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

function filesBelow(root: string, path: string): string[] {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  const names = readdirSync(join(root, path)).filter(
    (name) => !generated.has(name) && !name.endsWith('.tsbuildinfo'),
  );
  return names.toSorted().flatMap((name) => filesBelow(root, join(path, name)));
}
