'use client';

import dynamic from 'next/dynamic';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useEver } from '@/ui/use-ever';
import { useShellCommands } from './use-shell-commands';

// Fetched when it is first opened: most visits do not.
const CommandPalette = dynamic(() => import('@/ui/command-palette').then((module) => module.CommandPalette));

const Context = createContext<{ openPalette(): void }>({ openPalette() {} });

/** Holds the command palette and its shortcut, Ctrl+K or Cmd+K. */
export function CommandCenter({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const commands = useShellCommands();

  const center = useMemo(() => ({ openPalette: () => setOpen(true) }), []);

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
