'use client';

import clsx from 'clsx';
import { ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button';
import { Menu, MenuCheck, MenuGroup } from './menu';

interface FacetOption<Value extends string> {
  value: Value;
  label: string;
  icon?: ReactNode;
  /** How many rows choosing it would show. */
  count: number;
}

interface FacetMenuProps<Value extends string> {
  /** What is chosen by: "Provider". */
  label: string;
  options: readonly FacetOption<Value>[];
  chosen: readonly Value[];
  onChosenChange(chosen: Value[]): void;
}

const number = new Intl.NumberFormat('en-GB');

/** Narrows a list to some of the values that its rows have. It stays open: one seldom chooses only one. */
export function FacetMenu<Value extends string>(props: FacetMenuProps<Value>) {
  const { label, options, chosen, onChosenChange } = props;
  const first = options.find(({ value }) => value === chosen[0]);
  return (
    <Menu
      trigger={
        <Button className={clsx('max-w-64', chosen.length > 0 && 'border-accent! text-accent!')}>
          <span className="min-w-0 truncate">
            {label}
            {chosen.length === 1 && `: ${first?.label ?? chosen[0]}`}
            {chosen.length > 1 && `: ${chosen.length}`}
          </span>
          <ChevronsUpDown aria-hidden className="size-3.5! text-muted" />
        </Button>
      }
    >
      <MenuGroup label={label}>
        {options.map(({ value, label: name, icon, count }) => (
          <MenuCheck
            key={value}
            checked={chosen.includes(value)}
            onCheckedChange={(checked) =>
              onChosenChange(checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          >
            {icon}
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="pl-4 text-xs text-muted tabular-nums">{number.format(count)}</span>
          </MenuCheck>
        ))}
        {options.length === 0 && <p className="px-2 py-1 text-muted">Nothing to choose from</p>}
      </MenuGroup>
    </Menu>
  );
}
