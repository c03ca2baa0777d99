import clsx from 'clsx';

/**
 * The shape of what is about to come. Give it the size of the real thing, so nothing jumps. Many of them are still, and what
 * they stand in breathes: each one that does takes a layer of its own.
 */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx('block animate-pulse rounded-md bg-sunken in-[.animate-pulse]:animate-none', className)}
    />
  );
}

/** A page whose data is on its way. */
export function PageSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-6">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-7 w-44" />
      <Skeleton className="h-36 w-full" />
      <Skeleton className="h-24 w-full" />
    </div>
  );
}
