'use client';

import type { PromptData } from '@patchbay/schema/nodes/prompt.ts';
import { useState } from 'react';
import { ResolutionOfPrompt } from './resolution-of-prompt';

/** Folded: it is asked only when somebody wants to know. */
export function WhoWouldAnswer({ data }: { data: PromptData }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit cursor-pointer rounded-sm text-xs text-muted hover:text-ink">
        Who would answer?
      </summary>
      {open && (
        <div className="mt-2">
          <ResolutionOfPrompt data={data} />
        </div>
      )}
    </details>
  );
}
