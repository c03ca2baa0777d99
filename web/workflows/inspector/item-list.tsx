'use client';

import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';

interface ItemListProps<Item> {
  /** What one of them is called: "field". */
  noun: string;
  items: readonly Item[];
  /** How people tell one from the other. */
  nameOf(item: Item): string;
  /** No more than the document takes. */
  most: number;
  readOnly: boolean;
  /** What is wrong with the list as a whole. */
  error?: string | undefined;
  onChange(items: Item[]): void;
  create(): Item;
  renderItem(item: Item, index: number, controls: ReactNode): ReactNode;
}

/** Things in an order: to be added, moved and removed one by one. */
export function ItemList<Item>(props: ItemListProps<Item>) {
  const { noun, items, nameOf, most, readOnly, error, onChange, create, renderItem } = props;
  const move = (index: number, by: -1 | 1) => {
    const moved = [...items];
    moved.splice(index + by, 0, ...moved.splice(index, 1));
    onChange(moved);
  };
  const controlsOf = (item: Item, index: number) =>
    readOnly ? null : (
      <span className="-mr-1.5 flex shrink-0">
        {items.length > 1 && (
          <>
            <IconButton
              label={`Move the ${noun} ${nameOf(item)} up`}
              className="size-7!"
              disabled={index === 0}
              onClick={() => move(index, -1)}
            >
              <ArrowUp />
            </IconButton>
            <IconButton
              label={`Move the ${noun} ${nameOf(item)} down`}
              className="size-7!"
              disabled={index === items.length - 1}
              onClick={() => move(index, 1)}
            >
              <ArrowDown />
            </IconButton>
          </>
        )}
        <IconButton
          label={`Remove the ${noun} ${nameOf(item)}`}
          className="size-7!"
          onClick={() => onChange(items.filter((_, at) => at !== index))}
        >
          <Trash2 />
        </IconButton>
      </span>
    );
  return (
    <div className="flex flex-col gap-3">
      {items.map((item, index) => (
        <fieldset key={index} disabled={readOnly} className="min-w-0">
          <legend className="sr-only">{`${noun} ${nameOf(item) || index + 1}`}</legend>
          {renderItem(item, index, controlsOf(item, index))}
        </fieldset>
      ))}
      {error !== undefined && <p className="text-xs text-danger">{error}</p>}
      {!readOnly && items.length < most && (
        <Button
          size="sm"
          icon={<Plus />}
          onClick={() => onChange([...items, create()])}
          className="self-start"
        >
          Add a {noun}
        </Button>
      )}
    </div>
  );
}

/** The frame of an item that has several fields of its own. */
export function ItemCard({
  title,
  controls,
  children,
}: {
  title: ReactNode;
  controls: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line bg-canvas px-3 pt-1.5 pb-3">
      <div className="flex min-h-7 items-center justify-between gap-2">
        <span className="min-w-0 truncate text-xs text-muted">{title}</span>
        {controls}
      </div>
      {children}
    </div>
  );
}

/** A name that none of the others has: "field_3". */
export function freshName(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) if (!taken.includes(`${base}_${number}`)) return `${base}_${number}`;
}

/** The list with one item changed. */
export function withItem<Item>(items: readonly Item[], index: number, change: Partial<Item>): Item[] {
  return items.map((item, at) => (at === index ? { ...item, ...change } : item));
}
