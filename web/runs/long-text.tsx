'use client';

import { type ReactNode, useState } from 'react';
import { CopyButton } from '@/ui/copy-button';

const shownAtMost = 4_000;

interface LongTextProps {
  text: string;
  /** Draws as much of it as is shown. */
  children(shown: string): ReactNode;
}

/** A long text begins folded, with its size; all of it can be copied. */
export function LongText({ text, children }: LongTextProps) {
  const [whole, setWhole] = useState(false);
  if (text.length <= shownAtMost) return children(text);
  return (
    <div className="flex flex-col items-start gap-1.5">
      <div className="w-full min-w-0">{children(whole ? text : text.slice(0, shownAtMost))}</div>
      <div className="flex items-center gap-2">
        <button
          type="button"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
          className="rounded-sm text-xs text-accent underline-offset-2 hover:underline"
        >
          {whole ? 'Show less' : `Show all ${text.length.toLocaleString('en-GB')} characters`}
        </button>
        <CopyButton compact value={text} label="Copy all of it" />
      </div>
    </div>
  );
}
