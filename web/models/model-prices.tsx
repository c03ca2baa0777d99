import { perMillion } from './price';

interface ModelPricesProps {
  /** USD per token; null: not tracked. */
  inputCost: string | null;
  outputCost: string | null;
}

/** What a million tokens cost, in and out. */
export function ModelPrices({ inputCost, outputCost }: ModelPricesProps) {
  if (inputCost === null && outputCost === null) {
    return (
      <span className="text-xs text-muted">
        <span className="@min-[52rem]/model-list:hidden">Price not tracked</span>
        <span className="hidden @min-[52rem]/model-list:inline">Not tracked</span>
      </span>
    );
  }
  return (
    <span className="flex gap-x-3 text-xs tabular-nums @min-[52rem]/model-list:flex-col">
      <Side cost={inputCost} which="in" />
      <Side cost={outputCost} which="out" />
    </span>
  );
}

function Side({ cost, which }: { cost: string | null; which: string }) {
  if (cost === null) return <span className="whitespace-nowrap text-muted">{which} not tracked</span>;
  return (
    <span className="whitespace-nowrap">
      {inCents(perMillion(cost))} <span className="text-muted">{which}</span>
    </span>
  );
}

/** Money has at least two digits after its point. */
function inCents(price: string): string {
  const [whole, fraction = ''] = price.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}
