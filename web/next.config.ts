import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` judges the types: a start need not wait for that again.
  typescript: { ignoreBuildErrors: true },
};

export default config;
