'use client';

import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { Logo } from '@/ui/logo';
import { backdrop } from '@/ui/dialog';
import { Navigation } from './navigation';
import { OrganizationSwitcher } from './organization-switcher';
import { PaletteButton } from './palette-button';
import { UserMenu } from './user-menu';

interface NavigationDrawerProps {
  open: boolean;
  onOpenChange(open: boolean): void;
}

/** The sidebar of a phone. */
export function NavigationDrawer({ open, onOpenChange }: NavigationDrawerProps) {
  const close = () => onOpenChange(false);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={`${backdrop} md:hidden`} />
        <Dialog.Popup className="fixed inset-y-0 left-0 z-40 flex w-72 max-w-[85vw] flex-col border-r border-line bg-canvas p-3 shadow-popup transition-transform duration-200 outline-none data-ending-style:-translate-x-full data-starting-style:-translate-x-full md:hidden">
          <Dialog.Title className="sr-only">Navigation</Dialog.Title>
          <div className="flex h-10 items-center justify-between pl-2">
            <Logo />
            <Dialog.Close
              aria-label="Close the navigation"
              className="inline-flex size-10 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
            >
              <X className="size-4" />
            </Dialog.Close>
          </div>
          <div className="mt-2 flex flex-col gap-1">
            <OrganizationSwitcher />
            <PaletteButton onOpen={close} />
          </div>
          <div className="mt-4 flex-1 overflow-y-auto">
            <Navigation onChoose={close} />
          </div>
          <UserMenu />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
