'use client';

import { ChevronsUpDown } from 'lucide-react';
import { Button } from './button';
import { Menu, MenuChoice } from './menu';

interface FilterMenuProps<Value extends string> {
  /** What is chosen by: "Status". */
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onValueChange(value: NoInfer<Value>): void;
}

/** What a list is narrowed to. A menu, which is fetched when it is opened, rather than a select, which comes with the page. */
export function FilterMenu<Value extends string>(props: FilterMenuProps<Value>) {
  const { label, value, options, onValueChange } = props;
  const chosen = options.find((option) => option.value === value);
  return (
    <Menu
      trigger={
        <Button className="max-w-56">
          <span className="sr-only">{label}: </span>
          <span className="min-w-0 truncate">{chosen?.label ?? label}</span>
          <ChevronsUpDown aria-hidden className="size-3.5! text-muted" />
        </Button>
      }
    >
      <MenuChoice label={label} value={value} options={options} onValueChange={onValueChange} />
    </Menu>
  );
}
