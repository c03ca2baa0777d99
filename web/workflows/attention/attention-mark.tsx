'use client';

import { Unplug } from 'lucide-react';
import { useAttention } from './use-attention';

/** On a card: the model of the live version cannot answer this step any more. */
export function AttentionMark({ nodeId }: { nodeId: string }) {
  const attention = useAttention(nodeId);
  if (!attention) return null;
  const told = `Live: ${attention.reasons.map(({ message }) => message).join(' ')}`;
  return (
    <span title={told} className={attention.runs ? 'flex text-warning' : 'flex text-danger'}>
      <Unplug aria-hidden className="size-3.5" />
      <span className="sr-only">{told}</span>
    </span>
  );
}
