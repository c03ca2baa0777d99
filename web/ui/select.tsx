'use client';

import { Select as Base } from '@base-ui/react/select';
import clsx from 'clsx';
import { Check, ChevronsUpDown } from 'lucide-react';

export interface Option<Value extends string> {
  value: Value;
  label: string;
  /** One line that helps to choose. */
  description?: string;
  disabled?: boolean;
}

interface SelectProps<Value extends string> {
  options: readonly Option<Value>[];
  value: Value | null;
  onValueChange(value: NoInfer<Value>): void;
  placeholder?: string;
  disabled?: boolean;
  /** Needed where no Field gives a label. */
  'aria-label'?: string;
  className?: string;
}

/** One of a few. For more than a dozen, use Combobox. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onValueChange, placeholder = 'Choose', disabled, className } = props;
  return (
    <Base.Root
      items={options}
      value={value}
      disabled={disabled}
      onValueChange={(next: Value | null) => next !== null && onValueChange(next)}
    >
      <Base.Trigger
        aria-label={props['aria-label']}
        className={clsx('control inline-flex items-center justify-between gap-2 text-left', className)}
      >
        <Base.Value placeholder={placeholder} className="truncate data-placeholder:text-muted" />
        <Base.Icon className="text-muted">
          <ChevronsUpDown className="size-3.5" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className="popup max-w-[min(22rem,var(--available-width))] min-w-(--anchor-width)">
            <Base.List className="max-h-(--available-height) overflow-y-auto p-1">
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  className="option"
                >
                  <span className="flex min-w-0 flex-1 flex-col">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.description && <span className="text-xs text-muted">{option.description}</span>}
                  </span>
                  <Base.ItemIndicator className="text-accent">
                    <Check className="size-4" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
