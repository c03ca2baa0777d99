import { ArrowRight } from 'lucide-react';
import type { Difference } from './policy-differences';

export function DifferenceList({ differences }: { differences: readonly Difference[] }) {
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {differences.map(({ what, from, to }) => (
        <li key={what} className="flex flex-wrap items-center gap-x-1.5">
          <span className="font-medium">{what}:</span>
          <span className="text-muted">{from}</span>
          <ArrowRight aria-label="becomes" role="img" className="size-3.5 shrink-0 text-muted" />
          <span>{to}</span>
        </li>
      ))}
    </ul>
  );
}
