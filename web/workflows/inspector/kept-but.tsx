'use client';

import { Button } from '@/ui/button';
import type { Unusable } from './what-does-not-apply';

interface KeptButProps {
  unusable: readonly Unusable[];
  part: Unusable['part'];
  readOnly: boolean;
  onChange(change: Unusable['remedy']['change']): void;
}

/** Beside the part that it is about: what the chosen model has no use for. */
export function KeptBut({ unusable, part, readOnly, onChange }: KeptButProps) {
  return unusable
    .filter((one) => one.part === part)
    .map(({ message, remedy }) => (
      <div
        key={message}
        className="flex items-center gap-3 rounded-md border border-warning/30 bg-warning-soft py-1.5 pr-1.5 pl-3 text-xs"
      >
        <p role="status" className="min-w-0 flex-1">
          {message}
        </p>
        {!readOnly && (
          <Button size="sm" onClick={() => onChange(remedy.change)}>
            {remedy.label}
          </Button>
        )}
      </div>
    ));
}
