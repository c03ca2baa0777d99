'use client';

import { Autocomplete as Base } from '@base-ui/react/autocomplete';
import { ChevronsUpDown } from 'lucide-react';
import { type Ref, useState } from 'react';
import { refuseEscape } from './refuse-escape';

interface AutocompleteProps {
  suggestions: readonly string[];
  value: string;
  onValueChange(value: string): void;
  placeholder?: string | undefined;
  /** Where the focus goes when the field is at fault. */
  inputRef?: Ref<HTMLInputElement>;
}

/** Free text, with suggestions to pick from. For a closed set use Combobox. */
export function Autocomplete(props: AutocompleteProps) {
  const { suggestions, value, onValueChange, placeholder, inputRef } = props;
  const [open, setOpen] = useState(false);
  const typed = value.trim().toLowerCase();
  const matching = suggestions.filter((suggestion) => suggestion.toLowerCase().includes(typed));
  return (
    <Base.Root
      items={suggestions}
      filteredItems={matching}
      value={value}
      onValueChange={(text, details) => {
        if (!refuseEscape(details)) onValueChange(text);
      }}
      // While a list is open, what stands beside it is out of reach for screen readers: an empty one never is.
      open={open && matching.length > 0}
      onOpenChange={setOpen}
      openOnInputClick
    >
      <Base.InputGroup className="relative w-full">
        <Base.Input
          ref={inputRef}
          placeholder={placeholder}
          spellCheck={false}
          className="control pr-8 font-mono"
        />
        {suggestions.length > 0 && (
          <ChevronsUpDown
            aria-hidden
            className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-3.5 text-muted"
          />
        )}
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-50">
          <Base.Popup className="popup w-(--anchor-width) max-w-(--available-width)">
            <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1">
              {(suggestion: string) => (
                <Base.Item
                  key={suggestion}
                  value={suggestion}
                  className="option font-mono text-xs! break-all"
                >
                  {suggestion}
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
