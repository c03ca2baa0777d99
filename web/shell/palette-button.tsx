'use client';

import clsx from 'clsx';
import { Search } from 'lucide-react';
import { Kbd } from '@/ui/kbd';
import { useCommandCenter } from './command-center';

interface PaletteButtonProps {
  collapsed?: boolean;
  onOpen?(): void;
}

export function PaletteButton({ collapsed, onOpen }: PaletteButtonProps) {
  const { openPalette } = useCommandCenter();
  return (
    <button
      type="button"
      aria-keyshortcuts="Meta+K Control+K"
      onClick={() => {
        onOpen?.();
        openPalette();
      }}
      className={clsx(
        'flex h-8 items-center gap-2.5 rounded-md text-sm text-muted hover:bg-sunken hover:text-ink pointer-coarse:h-10',
        collapsed ? 'justify-center' : 'px-2',
      )}
    >
      <Search aria-hidden className="size-4 shrink-0" />
      {collapsed ? (
        <span className="sr-only">Search and commands</span>
      ) : (
        <>
          <span className="flex-1 text-left">
            Search<span className="sr-only"> and commands</span>
          </span>
          <span aria-hidden className="pointer-coarse:hidden">
            <Kbd>Ctrl K</Kbd>
          </span>
        </>
      )}
    </button>
  );
}
