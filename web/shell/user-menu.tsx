'use client';

import clsx from 'clsx';
import { LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useState } from 'react';
import { signOut } from '@/access/sign-out';
import { SignOutEverywhere } from '@/access/sign-out-everywhere';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '@/ui/menu';
import { useViewer } from './viewer';

const themes = [
  { value: 'light', label: 'Light', icon: <Sun /> },
  { value: 'dark', label: 'Dark', icon: <Moon /> },
  { value: 'system', label: 'As the system', icon: <Monitor /> },
] as const;

export function UserMenu({ collapsed }: { collapsed?: boolean }) {
  const { viewer } = useViewer();
  const { theme, setTheme } = useTheme();
  const [leaving, setLeaving] = useState(false);
  return (
    <>
      <Menu
        side="top"
        className="w-56"
        trigger={
          <button
            type="button"
            className={clsx(
              'flex items-center gap-2.5 rounded-md py-1.5 text-left text-sm hover:bg-sunken data-popup-open:bg-sunken',
              collapsed ? 'justify-center' : 'px-1.5',
            )}
          >
            <span
              aria-hidden
              className="inline-flex size-6 shrink-0 items-center justify-center rounded-full border border-line bg-panel text-xs font-medium uppercase"
            >
              {viewer.name.slice(0, 1)}
            </span>
            <span className="sr-only">Account: </span>
            {collapsed ? (
              <span className="sr-only">{viewer.name}</span>
            ) : (
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{viewer.name}</span>
                <span className="block truncate text-xs text-muted">{viewer.email}</span>
              </span>
            )}
          </button>
        }
      >
        <MenuItem icon={<UserRound />} href="/account">
          Your account
        </MenuItem>
        <MenuSeparator />
        <MenuChoice
          label="Theme"
          value={themes.find(({ value }) => value === theme)?.value}
          options={themes}
          onValueChange={setTheme}
        />
        <MenuSeparator />
        <MenuItem icon={<LogOut />} onClick={signOut}>
          Sign out
        </MenuItem>
        <MenuItem icon={<LogOut />} onClick={() => setLeaving(true)} danger>
          Sign out everywhere
        </MenuItem>
      </Menu>
      <SignOutEverywhere open={leaving} onOpenChange={setLeaving} />
    </>
  );
}
