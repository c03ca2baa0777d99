import { createContext, useContext, useState } from 'react';
import type * as Module from './menu-parts';
import { notFetched } from './not-fetched';
import { toast } from './toast';

type Parts = typeof Module;

const fetchParts = (): Promise<Parts> => import('./menu-parts');

/** How it was opened; null while it is closed. */
type Opened = 'pointer' | 'keyboard' | null;

/** The state of a menu, and what it is made of once that has come. `fetch` is for whoever seems about to open it. */
export function useMenuParts() {
  const [opened, setOpened] = useState<Opened>(null);
  const [parts, setParts] = useState<Parts | null>(null);

  function open(by: 'pointer' | 'keyboard') {
    setOpened(by);
    fetchParts().then(setParts, () => {
      setOpened(null);
      toast.error('The menu cannot be shown', notFetched);
    });
  }
  return {
    parts,
    opened,
    open,
    close: () => setOpened(null),
    // Whether it comes is told when it is opened.
    fetch: () => void fetchParts().catch(() => {}),
  };
}

export const PartsOfMenu = createContext<Parts | null>(null);

export function usePartsOfMenu(): Parts {
  const parts = useContext(PartsOfMenu);
  if (!parts) throw new Error('This stands outside of a menu.');
  return parts;
}
