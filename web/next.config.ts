import type { NextConfig } from 'next';
import { largestUploadMegabytes } from '../schema/file-types.ts';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` judges the types: a start need not wait for that again.
  typescript: { ignoreBuildErrors: true },
  // What passes through `proxy.ts` is held in memory, and cut there: a little above the largest file that is taken.
  experimental: { proxyClientMaxBodySize: `${largestUploadMegabytes + 1}mb` },
  turbopack: {
    rules: {
      '*.{ts,tsx}': {
        condition: { all: [{ not: 'foreign' }, { content: /\bgraphql\(`/ }] },
        loaders: ['./graphql/inline-documents.cjs'],
      },
    },
  },
};

export default config;
