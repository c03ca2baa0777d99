import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Theme } from '@/shell/theme';
import { fonts } from '@/ui/fonts';
import '@/ui/theme.css';

export const metadata: Metadata = {
  title: { default: 'Patchbay', template: '%s · Patchbay' },
  description: 'Bring your own AI models, prove what they can do, wire them into workflows that really run.',
  robots: { index: false },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading it makes every page dynamic, which a nonce per request needs.
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en" className={fonts} suppressHydrationWarning>
      <body>
        <Theme nonce={nonce}>
          <div className="app-root">{children}</div>
        </Theme>
      </body>
    </html>
  );
}
