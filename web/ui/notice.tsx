import clsx from 'clsx';
import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const tones = {
  info: { look: 'border-line bg-canvas', icon: 'text-muted', Icon: Info },
  success: { look: 'border-success/30 bg-success-soft', icon: 'text-success', Icon: CircleCheck },
  warning: { look: 'border-warning/30 bg-warning-soft', icon: 'text-warning', Icon: TriangleAlert },
  danger: { look: 'border-danger/30 bg-danger-soft', icon: 'text-danger', Icon: TriangleAlert },
} satisfies Record<string, unknown>;

interface NoticeProps {
  tone?: keyof typeof tones;
  title?: string;
  children?: ReactNode;
}

/** A sentence that belongs to what stands around it. Trouble is announced, the rest waits to be read. */
export function Notice({ tone = 'info', title, children }: NoticeProps) {
  const { look, icon, Icon } = tones[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : undefined}
      className={clsx('flex gap-2.5 rounded-md border px-3 py-2.5 text-sm', look)}
    >
      <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', icon)} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children}
      </div>
    </div>
  );
}
