'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, ChevronsUpDown } from 'lucide-react';
import { refuseEscape } from './refuse-escape';
import type { Option } from './select';

interface ComboboxProps<Value extends string> {
  options: readonly Option<Value>[];
  value: Value | null;
  onValueChange(value: NoInfer<Value> | null): void;
  placeholder?: string;
  /** What to say when nothing matches, and what to do then. */
  empty?: string;
  disabled?: boolean;
  'aria-label'?: string;
}

/** One of many, found by typing. A disabled option stays reachable, so that its reason can be read. */
export function Combobox<Value extends string>(props: ComboboxProps<Value>) {
  const { options, value, onValueChange, placeholder, empty = 'Nothing matches.', disabled } = props;
  const chosen = options.find((option) => option.value === value) ?? null;
  return (
    <Base.Root
      items={options}
      value={chosen}
      disabled={disabled}
      autoHighlight
      onInputValueChange={(_text, details) => void refuseEscape(details)}
      onValueChange={(option: Option<Value> | null, details) => {
        if (!refuseEscape(details)) onValueChange(option?.value ?? null);
      }}
    >
      <Base.InputGroup className="relative w-full">
        <Base.Input aria-label={props['aria-label']} placeholder={placeholder} className="control pr-8" />
        <Base.Trigger
          aria-label="Show the options"
          className="absolute inset-y-0 right-0 flex w-8 items-center justify-center rounded-md text-muted"
        >
          <ChevronsUpDown className="size-3.5" />
        </Base.Trigger>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-50">
          <Base.Popup className="popup w-(--anchor-width) max-w-(--available-width)">
            <Base.Empty className="px-3 py-2 text-sm text-muted empty:hidden">{empty}</Base.Empty>
            <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1 data-empty:p-0">
              {(option: Option<Value>) => (
                <Base.Item key={option.value} value={option} disabled={option.disabled} className="option">
                  <span className="flex min-w-0 flex-1 flex-col">
                    <span className="truncate">{option.label}</span>
                    {option.description && <span className="text-xs text-muted">{option.description}</span>}
                  </span>
                  <Base.ItemIndicator className="text-accent">
                    <Check className="size-4" />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
