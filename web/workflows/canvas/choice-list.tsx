'use client';

import clsx from 'clsx';
import { type ReactNode, useRef, useState } from 'react';
import { Dialog, DialogBody } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';

export interface Choice {
  id: string;
  label: string;
  detail: string;
  icon: ReactNode;
  /** Why it cannot be chosen; it stays in the list, so that nobody looks for it in vain. */
  fault: string | null;
}

interface ChoiceDialogProps {
  title: string;
  description?: string;
  choices: readonly Choice[];
  /** What is searched: "steps". */
  what: string;
  onChoose(id: string): void;
  onClose(): void;
}

/** Shown at once; the rest is found by typing. */
const most = 100;

/** A list to choose from, by typing, by arrow keys or by a click. Enter takes the first that can be chosen. */
export function ChoiceDialog({ title, description, choices, what, onChoose, onClose }: ChoiceDialogProps) {
  const [search, setSearch] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const wanted = search.trim().toLowerCase();
  const found = choices.filter(({ label, detail }) => `${label} ${detail}`.toLowerCase().includes(wanted));
  const first = found.find(({ fault }) => fault === null);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} description={description}>
      <DialogBody>
        <Field label={<span className="sr-only">Search the {what}</span>}>
          <Input
            autoFocus
            value={search}
            placeholder="Search"
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && first) {
                event.preventDefault();
                onChoose(first.id);
              }
              if (event.key === 'ArrowDown') {
                event.preventDefault();
                list.current?.querySelector('button')?.focus();
              }
            }}
          />
        </Field>
        <ul ref={list} className="flex flex-col gap-1">
          {found.slice(0, most).map((choice) => (
            <li key={choice.id}>
              <ChoiceButton choice={choice} onChoose={onChoose} />
            </li>
          ))}
          {found.length === 0 && <li className="text-sm text-muted">No {what} match.</li>}
          {found.length > most && (
            <li className="text-sm text-muted">And {found.length - most} more. Type to narrow them.</li>
          )}
        </ul>
      </DialogBody>
    </Dialog>
  );
}

function ChoiceButton({ choice, onChoose }: { choice: Choice; onChoose(id: string): void }) {
  const { id, label, detail, icon, fault } = choice;
  return (
    <button
      type="button"
      aria-disabled={fault !== null}
      onClick={() => fault === null && onChoose(id)}
      onKeyDown={moveFocus}
      className={clsx(
        'flex w-full items-start gap-3 rounded-md p-2.5 text-left hover:bg-sunken focus-visible:bg-sunken',
        fault !== null && 'text-muted',
      )}
    >
      {icon}
      <span className="min-w-0">
        <span className="block truncate text-sm font-medium">{label}</span>
        <span className="block text-xs text-muted">{fault ?? detail}</span>
      </span>
    </button>
  );
}

function moveFocus(event: React.KeyboardEvent<HTMLButtonElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const item = event.currentTarget.parentElement;
  const other = event.key === 'ArrowDown' ? item?.nextElementSibling : item?.previousElementSibling;
  other?.querySelector('button')?.focus();
}
