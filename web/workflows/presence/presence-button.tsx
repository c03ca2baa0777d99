'use client';

import clsx from 'clsx';
import { Popover } from '@/ui/popover';
import { sayCount } from '../versions/say-count';
import type { Presence } from './use-presence';

type Person = Presence['people'][number];

const mostShown = 3;

interface PresenceButtonProps {
  others: readonly Person[];
  /** How many more others there are than are listed. */
  more: number;
  /** In how many tabs the viewer has the workflow open. */
  ownTabs: number;
}

/** On a narrow screen how many; each by name, on a click. */
export function PresenceButton({ others, more, ownTabs }: PresenceButtonProps) {
  const count = others.length + more;
  return (
    <Popover
      align="end"
      title={count === 0 ? 'Open in another tab' : 'Also here'}
      trigger={
        <button
          type="button"
          aria-label={label(others, count, ownTabs)}
          className="flex h-8 items-center rounded-md px-1 hover:bg-sunken data-popup-open:bg-sunken"
        >
          <span aria-hidden className="flex -space-x-1.5 max-md:hidden">
            {others.slice(0, mostShown).map((person) => (
              <Initials key={person.key} person={person} />
            ))}
            {count > mostShown && <Circle className="bg-sunken text-muted">+{count - mostShown}</Circle>}
            {count === 0 && <Circle className="bg-sunken text-muted">{ownTabs}</Circle>}
          </span>
          <span aria-hidden className="px-1 text-xs text-muted md:hidden">
            {count === 0 ? `${ownTabs} tabs` : sayCount(count, 'other')}
          </span>
        </button>
      }
    >
      <ul className="mt-2 flex max-h-72 flex-col gap-2 overflow-y-auto">
        {others.map((person) => (
          <li key={person.key} className="flex min-w-0 items-center gap-2.5 text-ink">
            <Initials person={person} />
            <span className="min-w-0 flex-1 truncate">{person.name}</span>
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
        {ownTabs > 1 && (
          <li>You have it open in {ownTabs} tabs. What you change in one is joined with the other.</li>
        )}
      </ul>
    </Popover>
  );
}

function label(others: readonly Person[], count: number, ownTabs: number): string {
  if (count === 0) return `You have this open in ${ownTabs} tabs`;
  const names = others.slice(0, mostShown).map(({ name }) => name);
  const rest = count - names.length;
  return `Also here: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const tints = [
  'bg-accent-soft text-accent',
  'bg-success-soft text-success',
  'bg-warning-soft text-warning',
  'bg-danger-soft text-danger',
];

function Initials({ person: { key, name } }: { person: Person }) {
  return <Circle className={tints[key.charCodeAt(0) % tints.length]}>{initialsOf(name)}</Circle>;
}

function Circle({ className, children }: { className?: string | undefined; children: React.ReactNode }) {
  return (
    <span
      aria-hidden
      className={clsx(
        'flex size-6 shrink-0 items-center justify-center rounded-full text-[0.625rem] font-semibold ring-2 ring-canvas',
        className,
      )}
    >
      {children}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return letters.join('').toUpperCase();
}
