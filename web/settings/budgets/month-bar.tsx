interface MonthBarProps {
  most: string;
  spent: string;
  reserved: string;
}

/** How much of the month is spent, and held for calls in flight. */
export function MonthBar({ most, spent, reserved }: MonthBarProps) {
  const share = (amount: string) =>
    Number(most) === 0 ? 100 : Math.min(100, (Number(amount) / Number(most)) * 100);
  const spentShare = share(spent);
  return (
    <div className="flex max-w-md flex-col gap-1.5">
      <div
        role="meter"
        aria-label="Spent this month"
        aria-valuemin={0}
        aria-valuemax={Number(most)}
        aria-valuenow={Number(spent)}
        className="flex h-2 overflow-hidden rounded-full bg-sunken"
      >
        <span className="bg-accent" style={{ width: `${spentShare}%` }} />
        <span className="bg-accent/40" style={{ width: `${Math.min(100 - spentShare, share(reserved))}%` }} />
      </div>
      <p className="text-xs text-muted tabular-nums">
        ${dollars(spent)} of ${dollars(most)} spent this month
        {Number(reserved) > 0 && `, $${dollars(reserved)} held for calls in flight`}
      </p>
    </div>
  );
}

/** Cents where there are some, more digits only where it is less than one. */
function dollars(amount: string): string {
  const number = Number(amount);
  return number === 0 || number >= 0.01 ? number.toFixed(2) : String(Number(number.toPrecision(2)));
}
