import clsx from 'clsx';

/** A jack and the cable plugged into it. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden className={clsx('size-6', className)}>
      <circle cx="7.5" cy="9.500" r="4.250" stroke="currentColor" strokeWidth="2" />
      <path
        d="M7.500 9.500v6.250c0 4.500 9 4.500 9 0V9"
        className="stroke-accent"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <circle cx="16.500" cy="6" r="2.250" className="fill-accent" />
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={clsx('inline-flex items-center gap-2 text-ink', className)}>
      <LogoMark />
      <span className="text-base font-semibold tracking-tight">Patchbay</span>
    </span>
  );
}
