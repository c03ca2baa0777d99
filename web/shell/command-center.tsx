'use client';

import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { PaletteCommand } from '@/ui/command-palette';
import { later } from '@/ui/later';
import { useEver } from '@/ui/use-ever';
import { useShellCommands } from './use-shell-commands';

// Fetched when it is first opened: most visits do not.
const CommandPalette = later(() => import('@/ui/command-palette').then((module) => module.CommandPalette));

interface Center {
  openPalette(): void;
  /** A page's own commands stand first, until it takes them back. */
  offer(commands: readonly PaletteCommand[]): () => void;
}

const Context = createContext<Center>({ openPalette() {}, offer: () => () => {} });

/** Holds the command palette and its shortcut, Ctrl+K or Cmd+K. */
export function CommandCenter({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const shellCommands = useShellCommands();
  const [offered, setOffered] = useState<readonly PaletteCommand[]>([]);
  const commands = useMemo(() => [...offered, ...shellCommands], [offered, shellCommands]);

  const center = useMemo(
    () => ({
      openPalette: () => setOpen(true),
      offer(commands: readonly PaletteCommand[]) {
        setOffered(commands);
        return () => setOffered((now) => (now === commands ? [] : now));
      },
    }),
    [],
  );

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.metaKey || event.ctrlKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      center.openPalette();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [center]);

  return (
    <Context value={center}>
      {children}
      {useEver(open) && <CommandPalette open={open} onOpenChange={setOpen} commands={commands} />}
    </Context>
  );
}

export function useCommandCenter() {
  return useContext(Context);
}
