import { sayCost } from '../say-cost';
import { Fact } from '@/ui/fact';
import { Skeleton } from '@/ui/skeleton';
import type { Overview } from './runs-query';

/** What all runs of the list have taken together. */
export function RunTotals({ totals }: { totals: Overview['runTotals'] | undefined }) {
  if (!totals) return <Skeleton className="h-5 w-80 max-w-full" />;
  const { usage, byStatus } = totals;
  const runs = byStatus.reduce((sum, { count }) => sum + count, 0);
  return (
    <dl aria-label="Totals" className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      <Fact name="Runs" value={number(runs)} />
      <Fact name="Model calls" value={number(usage.calls)} />
      <Fact name="Tokens in" value={number(usage.inputTokens)} />
      {usage.cachedTokens > 0 && <Fact name="of them cached" value={number(usage.cachedTokens)} />}
      <Fact name="Tokens out" value={number(usage.outputTokens)} />
      {usage.reasoningTokens > 0 && <Fact name="for reasoning" value={number(usage.reasoningTokens)} />}
      <Fact name="Cost" value={sayCost(usage)} />
    </dl>
  );
}

const number = (count: number) => count.toLocaleString('en-GB');
