import { CopyButton } from './copy-button';

interface ShownOnceProps {
  value: string;
  /** What it is: "link", "key". */
  noun: string;
}

/** A link or a key that the server tells exactly once. */
export function ShownOnce({ value, noun }: ShownOnceProps) {
  return (
    <div className="flex items-start gap-2 rounded-md border border-line bg-canvas p-2 pl-3">
      <code className="min-w-0 flex-1 self-center font-mono text-xs break-all select-all">{value}</code>
      <CopyButton value={value} label={`Copy the ${noun}`} />
    </div>
  );
}
