import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: '../schema/schema.graphql',
  documents: [
    '{access,account,graphql,models,runs,settings,shell,workflows}/**/*.{ts,tsx}',
    '!graphql/generated/**',
  ],
  ignoreNoDocuments: true,
  generates: {
    './graphql/generated/possible-types.ts': { plugins: ['./graphql/print-interfaces.ts'] },
    './graphql/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars: { Decimal: 'string', DateTime: 'string', JSON: 'unknown' },
      },
    },
  },
};

export default config;
