// Who may import whom. The folders are the architecture, so an import against it fails the check.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Importer (start of its path) -> what it must not reach, and why. */
const rules: { from: RegExp; not: RegExp; why: string; except?: RegExp }[] = [
  { from: /^schema\//, not: /^(api|web|e2e)\//, why: 'the contract depends on neither side' },
  { from: /^web\//, not: /^(api|e2e)\//, why: 'the web knows the api by its GraphQL contract only' },
  { from: /^api\//, not: /^(web|e2e)\//, why: 'the api does not know its clients' },
  {
    from: /^e2e\//,
    not: /^(api|web)\//,
    why: 'journeys see the product from outside; they may start its parts',
    except: /^api\/src\/(launch|sandbox)\//,
  },
  {
    from: /^api\/src\/(credentials|providers)\//,
    not: /^api\/src\/(access|organizations|models|model-policy|workflows|runs|graphql)\//,
    why: 'credentials and providers are leaves',
  },
  {
    from: /^api\/src\/audit\/(?!.*\.graphql)/,
    not: /^api\/src\/(models|model-policy|workflows|runs|providers)\//,
    why: 'audit is a leaf',
  },
  {
    from: /^api\/src\/models\//,
    not: /^api\/src\/(model-policy|workflows|runs)\//,
    why: 'nothing imports upwards: runs -> workflows -> model-policy -> models',
  },
  {
    from: /^api\/src\/connections\//,
    not: /^api\/src\/(tools|model-policy|workflows|runs)\//,
    why: 'nothing imports upwards: runs -> workflows -> tools -> connections',
  },
  {
    from: /^api\/src\/tools\//,
    not: /^api\/src\/(model-policy|workflows|runs)\//,
    why: 'nothing imports upwards: runs -> workflows -> tools -> connections',
  },
  {
    from: /^api\/src\/model-policy\//,
    not: /^api\/src\/(workflows|runs)\//,
    why: 'nothing imports upwards: runs -> workflows -> model-policy -> models',
  },
  {
    from: /^api\/src\/workflows\//,
    not: /^api\/src\/runs\//,
    why: 'nothing imports upwards: runs -> workflows -> model-policy -> models',
  },
  {
    from: /^api\/src\/(models|model-policy|workflows|runs)\//,
    not: /^api\/src\/trials\//,
    why: 'a trial asks a model as a run does, and neither a run nor a model knows of trials',
  },
  {
    from: /^api\/src\/(?!.*\.graphql\.ts$)(?!builder|schema|print-schema|main|server|graphql\/|test\/).*/,
    not: /\.graphql\.ts$/,
    why: 'rules live in verbs: x.graphql.ts -> verb -> entity, never back',
  },
];

const files = ['api/src', 'schema', 'web', 'e2e'].flatMap(sources);
const broken = files.flatMap((file) => {
  const importer = relative(root, file);
  const applying = rules.filter(({ from }) => from.test(importer));
  return importsOf(file)
    .map((imported) => ({ imported, rule: applying.find((rule) => forbids(rule, imported)) }))
    .flatMap(({ imported, rule }) => (rule ? [`${importer} imports ${imported}: ${rule.why}`] : []));
});

for (const line of broken) console.error(line);
if (files.length === 0) console.error('no source was found: the check itself is broken');
process.exitCode = broken.length > 0 || files.length === 0 ? 1 : 0;

function forbids({ not, except }: (typeof rules)[number], imported: string): boolean {
  return not.test(imported) && !except?.test(imported);
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|spec)\.tsx?$/.test(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/node_modules|\.next|\/generated\//.test(file));
}

/** Paths from the project's root; what comes from a package is of no interest here. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].flatMap(([, target = '']) => {
    if (target.startsWith('.')) return [relative(root, resolve(dirname(file), target))];
    if (target.startsWith('@/')) return [join('web', target.slice(2))];
    if (target.startsWith('@patchbay/')) return [target.slice('@patchbay/'.length)];
    return [];
  });
}
