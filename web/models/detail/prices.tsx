import { movePoint, perMillion } from '../price';
import { Fact, Facts } from './facts';

/** Per million, as providers print it, and per token, as it is saved. */
export function Prices({ model }: { model: { inputCost: string | null; outputCost: string | null } }) {
  return (
    <Facts>
      <Fact name="Input">
        <Price perToken={model.inputCost} />
      </Fact>
      <Fact name="Output">
        <Price perToken={model.outputCost} />
      </Fact>
    </Facts>
  );
}

function Price({ perToken }: { perToken: string | null }) {
  if (perToken === null) return <span className="text-muted">Not tracked</span>;
  return (
    <span className="tabular-nums">
      {perMillion(perToken)} per 1M tokens
      <span className="block text-xs text-muted">${movePoint(perToken, 0)} per token</span>
    </span>
  );
}
