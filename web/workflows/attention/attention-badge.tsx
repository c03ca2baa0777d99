import { Badge } from '@/ui/badge';
import type { Attention } from './attention-fragment';

/** In a list: steps of the live version that their model cannot answer any more. */
export function AttentionBadge({ attention }: { attention: readonly Attention[] }) {
  if (attention.length === 0) return null;
  const fail = attention.filter(({ runs }) => !runs).length;
  const told = attention.flatMap(({ stepName, reasons }) =>
    reasons.map(({ message }) => `${stepName}: ${message}`),
  );
  return (
    <span title={told.join('\n')}>
      <Badge tone={fail > 0 ? 'danger' : 'warning'}>
        {fail > 0 ? say(fail, 'fails', 'fail') : say(attention.length, 'needs attention', 'need attention')}
      </Badge>
    </span>
  );
}

const say = (steps: number, one: string, many: string) =>
  steps === 1 ? `1 step ${one}` : `${steps} steps ${many}`;
