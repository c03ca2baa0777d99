// Puts the text of each GraphQL document where it is asked with. By itself `graphql(...)` looks it up in one map of all
// documents there are, and every page would load that map whole.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { print, stripIgnoredCharacters } = require('graphql');

const generated = join(__dirname, 'generated/graphql.ts');

module.exports = function inlineDocuments(source) {
  this.addDependency(generated);
  const texts = readTexts();
  return source
    .replace(/import \{ graphql \} from '@\/graphql\/generated';\n/, '')
    .replace(/\bgraphql\(`([^`]*)`\)/g, (_call, document) => {
      const [, kind, name] = /\b(query|mutation|subscription|fragment)\s+(\w+)/.exec(document) ?? [];
      const text = texts.get(`${name}${kind === 'fragment' ? 'FragmentDoc' : 'Document'}`);
      if (text === undefined) throw new Error(`The document ${name} is not generated yet: run "generate".`);
      return JSON.stringify(text);
    });
};

/** What was generated holds each document together with the fragments that it spreads. */
function readTexts() {
  const documents = readFileSync(generated, 'utf8').matchAll(
    /^export const (\w+) = (\{.*\}) as unknown as/gm,
  );
  return new Map(
    [...documents].map(([, name, json]) => [name, stripIgnoredCharacters(print(JSON.parse(json)))]),
  );
}
