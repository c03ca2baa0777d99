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
  const byValue = new Map(options.map((option) => [option.value, option]));
  return (
    <Base.Root
      // By their values, which stay the same: options that come again as new objects would replace what is being typed.
      items={[...byValue.keys()]}
      itemToStringLabel={(item: Value) => byValue.get(item)?.label ?? item}
      value={value !== null && byValue.has(value) ? value : null}
      disabled={disabled}
      autoHighlight
      onInputValueChange={(_text, details) => void refuseEscape(details)}
      onValueChange={(item: Value | null, details) => {
        if (!refuseEscape(details)) onValueChange(item);
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
              {(item: Value) => (
                <Base.Item key={item} value={item} disabled={byValue.get(item)?.disabled} className="option">
                  <span className="flex min-w-0 flex-1 flex-col">
                    <span className="truncate">{byValue.get(item)?.label}</span>
                    <span className="text-xs text-muted empty:hidden">{byValue.get(item)?.description}</span>
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
