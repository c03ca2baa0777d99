import type { ReactNode } from 'react';
import { Logo } from '@/ui/logo';

/** The doors into the product: one card in the middle, nothing else to do. */
export default function AccessLayout({ children }: { children: ReactNode }) {
  return (
    <div className="dotted flex min-h-dvh flex-col items-center px-4 py-10 sm:pt-[14vh]">
      <header className="mb-8">
        <Logo />
      </header>
      <main className="w-full max-w-sm">{children}</main>
    </div>
  );
}
