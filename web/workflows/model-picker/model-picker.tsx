'use client';

import { Popover } from '@base-ui/react/popover';
import type { Capability } from '@patchbay/schema/capabilities.ts';
import { capabilities } from '@patchbay/schema/capabilities.ts';
import { defaultReference } from '@patchbay/schema/model-ref.ts';
import { ChevronsUpDown, TriangleAlert, X } from 'lucide-react';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useChosenModel } from '@/models/use-models';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { ModelList } from './model-list';
import { type ModelOption, type Need, optionOf } from './model-options';
import { useOffer } from './use-offer';

export interface Picking {
  /** What the model is to have beyond what the step needs so far. */
  alsoNeeds: readonly Capability[];
}

interface ModelPickerProps {
  /** What is asked of the model. */
  need: Need;
  /** Names it unseen, where what stands beside it says it to those who see. */
  unseenLabel?: string;
  value: string;
  error?: string | undefined;
  readOnly: boolean;
  /** Null: closed. */
  picking: Picking | null;
  onPick(picking: Picking | null): void;
  onChange(reference: string): void;
}

const nothingMore: Picking['alsoNeeds'] = [];

/** Which model is to answer. What cannot serve is counted and explained; what is chosen is never hidden. */
export function ModelPicker(props: ModelPickerProps) {
  const { unseenLabel, value, error, readOnly, picking, onPick, onChange } = props;
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const alsoNeeds = picking?.alsoNeeds ?? nothingMore;
  const need = useMemo(() => {
    const more = alsoNeeds.map((capability) => ({ capability, because: 'it was asked for in the search' }));
    return { ...props.need, requirements: [...props.need.requirements, ...more] };
  }, [props.need, alsoNeeds]);
  const { offer, state, reload, policy, remember } = useOffer(need);
  const selected = useSelected(value, { offer, policy, need });
  const open = picking !== null;
  const openings = useOpenings(open);

  // A model that was saved a moment ago, in this browser or another, stands in the list.
  useEffect(() => {
    if (open) reload();
  }, [open, reload]);
  // Opened from further down the form, the list would be where nobody sees it.
  useLayoutEffect(() => {
    if (open) trigger.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);

  const gone = selected === null && value !== '';
  const fault =
    error ?? (gone ? `There is no model "${value}" here any more.` : sayReasons(selected?.reasons));

  function choose(reference: string) {
    onPick(null);
    if (reference === value) return;
    if (reference !== defaultReference) remember(reference);
    onChange(reference);
  }

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <span id={`${id}-label`} className={unseenLabel === undefined ? 'text-sm font-medium' : 'sr-only'}>
        {unseenLabel ?? 'Model'}
      </span>
      <Popover.Root open={open} onOpenChange={(next) => onPick(next ? { alsoNeeds: [] } : null)}>
        <Popover.Trigger
          ref={trigger}
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-popup`}
          disabled={readOnly}
          aria-labelledby={`${id}-label`}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-told`}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
            event.preventDefault();
            onPick({ alsoNeeds: [] });
          }}
          className="control flex h-auto! min-h-8 items-center gap-2 py-1 text-left pointer-coarse:min-h-10"
        >
          <Chosen value={value} option={selected} />
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner sideOffset={4} align="end" collisionPadding={8} className="z-50">
            <Popover.Popup
              id={`${id}-popup`}
              aria-label="Choose a model"
              className="popup w-[30rem] max-w-(--available-width)"
            >
              {alsoNeeds.length > 0 && (
                <p className="flex items-center gap-1 border-b border-line py-1 pr-1 pl-3 text-xs text-muted">
                  <span className="flex-1">
                    Only with {alsoNeeds.map((name) => capabilities[name].label).join(', ')}
                  </span>
                  <IconButton label="Show the others, too" onClick={() => onPick({ alsoNeeds: [] })}>
                    <X />
                  </IconButton>
                </p>
              )}
              <ModelList
                // One that is opened again while it still fades out begins anew, too.
                key={openings}
                offer={offer}
                state={state}
                chosen={value}
                onChoose={choose}
                onRetry={reload}
              />
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
      <div id={`${id}-told`} className="flex flex-col gap-1.5 empty:hidden">
        {selected?.hint && <p className="text-xs text-muted">{selected.hint}</p>}
        {fault !== undefined && (
          <div className="flex items-start gap-2 text-xs text-danger">
            {value !== '' && <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />}
            <p className="min-w-0 flex-1">{fault}</p>
            {!readOnly && value !== '' && (
              <Button size="sm" onClick={() => onPick({ alsoNeeds: [] })}>
                Replace
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

/** How often it was opened. */
function useOpenings(open: boolean): number {
  const [seen, setSeen] = useState({ open, openings: 0 });
  if (seen.open !== open) setSeen({ open, openings: seen.openings + (open ? 1 : 0) });
  return seen.openings;
}

function Chosen({ value, option }: { value: string; option: ModelOption | null }) {
  if (value === '') return <span className="flex-1 text-muted">Choose a model</span>;
  const label = option?.label ?? value;
  return (
    <span className="flex min-w-0 flex-1 items-baseline gap-2">
      <span className="truncate">{label}</span>
      {label !== value && value !== defaultReference && (
        <code className="min-w-0 flex-1 truncate font-mono text-xs text-muted">{value}</code>
      )}
    </span>
  );
}

type Judged = Pick<ReturnType<typeof useOffer>, 'offer' | 'policy'> & { need: Need };

/** What the step names, offered or hidden or deleted; null where there is no such model, or none is named. */
function useSelected(value: string, { offer, policy, need }: Judged): ModelOption | null {
  const chosen = useChosenModel(value === defaultReference ? '' : value);
  return useMemo(() => {
    if (value === '') return null;
    const listed = [...offer.groups.flatMap(({ options }) => options), ...offer.hidden].find(
      (option) => option.value === value,
    );
    if (listed) return listed;
    if (chosen) return optionOf(chosen, policy?.exclusive ?? false, need);
    // Nobody knows yet: it is shown as it is written, and nothing is said against it.
    if (chosen === undefined || !policy)
      return { value, label: value, hint: null, model: null, reasons: [], degraded: [], search: value };
    return null;
  }, [value, offer, chosen, policy, need]);
}

function sayReasons(reasons: ModelOption['reasons'] = []): string | undefined {
  if (reasons.length === 0) return undefined;
  return reasons.map(({ message, fix }) => `${message} ${fix}`).join(' ');
}
