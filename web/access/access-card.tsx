import type { ReactNode } from 'react';

interface AccessCardProps {
  title: string;
  description?: ReactNode;
  children?: ReactNode;
}

export function AccessCard({ title, description, children }: AccessCardProps) {
  return (
    <div className="rounded-lg border border-line bg-panel p-6 shadow-popup">
      <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
      {description && <p className="mt-1 text-sm text-muted">{description}</p>}
      {children !== undefined && <div className="mt-5 flex flex-col gap-4">{children}</div>}
    </div>
  );
}
