'use client';

import { capabilities, type Capabilities } from '@patchbay/schema/capabilities.ts';
import clsx from 'clsx';
import { Check, Plus } from 'lucide-react';
import { type Extra, extras } from './trial-form';

const names = Object.keys(extras) as Extra[];

interface ExtraTogglesProps {
  on: readonly Extra[];
  has: Capabilities;
  onChange(on: readonly Extra[]): void;
}

/** What can be sent beside the prompt. What the model cannot take is out of reach, and it is said why. */
export function ExtraToggles({ on, has, onChange }: ExtraTogglesProps) {
  const missing = names.filter((name) => !isOffered(name, has));
  return (
    <div className="flex flex-col gap-1.5">
      <div role="group" aria-label="Send also" className="flex flex-wrap gap-1.5">
        {names.map((name) => {
          const pressed = on.includes(name);
          const offered = isOffered(name, has);
          const Icon = pressed ? Check : Plus;
          return (
            <button
              key={name}
              type="button"
              aria-pressed={pressed}
              disabled={!offered}
              aria-describedby={offered ? undefined : 'not-offered'}
              onClick={() => onChange(pressed ? on.filter((other) => other !== name) : [...on, name])}
              className={clsx(
                'inline-flex h-7 items-center gap-1 rounded-full border px-2.5 text-xs transition-colors pointer-coarse:h-9',
                'disabled:cursor-not-allowed disabled:border-dashed disabled:text-muted',
                pressed
                  ? 'border-accent bg-accent-soft text-accent'
                  : 'border-edge bg-panel enabled:hover:bg-sunken',
              )}
            >
              {offered && <Icon aria-hidden className="size-3" />}
              {extras[name].label}
            </button>
          );
        })}
      </div>
      {missing.length > 0 && (
        <p id="not-offered" className="text-xs text-muted">
          {missing.map((name) => reasonFor(name)).join(' ')}
        </p>
      )}
    </div>
  );
}

function isOffered(name: Extra, has: Capabilities): boolean {
  const { needs } = extras[name];
  return needs === null || has[needs];
}

function reasonFor(name: Extra): string {
  const { label, needs } = extras[name];
  return needs === null
    ? ''
    : `No ${label.toLowerCase()}: ${capabilities[needs].label} is off for this model.`;
}
