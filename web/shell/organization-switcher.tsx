'use client';

import clsx from 'clsx';
import { ChevronsUpDown, Plus } from 'lucide-react';
import { Menu, MenuItem, MenuSeparator } from '@/ui/menu';
import { useViewer } from './viewer';

/** Names the organisation at hand and leads to the others. */
export function OrganizationSwitcher({ collapsed }: { collapsed?: boolean }) {
  const { viewer, membership } = useViewer();
  const name = membership?.name ?? 'Choose an organisation';
  return (
    <Menu
      className="w-56"
      trigger={
        <button
          type="button"
          className={clsx(
            'flex h-9 items-center gap-2.5 rounded-md text-left text-sm font-medium hover:bg-sunken data-popup-open:bg-sunken pointer-coarse:h-11',
            collapsed ? 'justify-center' : 'px-1.5',
          )}
        >
          <Initial name={name} />
          <span className="sr-only">Organisation: </span>
          {collapsed ? (
            <span className="sr-only">{name}</span>
          ) : (
            <>
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
            </>
          )}
        </button>
      }
    >
      {viewer.memberships.map(({ slug, name: label }) => (
        <MenuItem
          key={slug}
          href={`/${slug}`}
          icon={<Initial name={label} />}
          current={slug === membership?.slug}
        >
          {label}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={<Plus />} href="/account#organizations">
        New organisation
      </MenuItem>
    </Menu>
  );
}

function Initial({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="inline-flex size-6 shrink-0 items-center justify-center rounded-md bg-accent-soft text-xs font-semibold text-accent uppercase"
    >
      {name.slice(0, 1)}
    </span>
  );
}
