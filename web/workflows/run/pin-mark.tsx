'use client';

import { Pin } from 'lucide-react';
import { usePin } from './use-pins';

/** On a card: an output is pinned to this step. */
export function PinMark({ nodeId }: { nodeId: string }) {
  const pin = usePin(nodeId);
  if (!pin) return null;
  return (
    <span title="Its output is pinned" className="flex text-warning">
      <Pin aria-hidden className="size-3.5" />
      <span className="sr-only">Its output is pinned</span>
    </span>
  );
}
