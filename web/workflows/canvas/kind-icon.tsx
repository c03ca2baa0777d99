import type { NodeKind } from '@patchbay/schema/nodes/index.ts';
import clsx from 'clsx';
import { lookOf } from '../nodes';

/** The tile by which a kind of step is known everywhere. */
export function KindIcon({ kind }: { kind: NodeKind }) {
  const { icon: Icon, accent } = lookOf(kind);
  return (
    <span className={clsx('flex size-7 shrink-0 items-center justify-center rounded-md', accent)}>
      <Icon aria-hidden className="size-4" />
    </span>
  );
}
