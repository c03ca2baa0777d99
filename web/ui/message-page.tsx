import type { ReactNode } from 'react';
import { LogoMark } from './logo';

interface MessagePageProps {
  title: string;
  /** What happened and what to do now. */
  children: ReactNode;
  action?: ReactNode;
}

/** A page that has nothing to show but a sentence and the way on. */
export function MessagePage({ title, children, action }: MessagePageProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-6 py-[18vh] text-center">
      <LogoMark className="size-9 text-muted" />
      <h1 className="mt-5 text-lg font-semibold tracking-tight">{title}</h1>
      <p className="mt-1.5 text-sm text-balance text-muted">{children}</p>
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
