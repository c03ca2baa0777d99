'use client';

import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { backdrop, dialogPopup } from './dialog';

export interface PaletteCommand {
  id: string;
  label: string;
  /** Commands of one group stand together under its name. */
  group: string;
  icon?: ReactNode;
  /** Other words that should find it. */
  keywords?: string[];
  run(): void;
}

interface CommandPaletteProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  commands: readonly PaletteCommand[];
}

/** Every place and deed, found by typing a few letters. */
export function CommandPalette({ open, onOpenChange, commands }: CommandPaletteProps) {
  const groups = [...new Set(commands.map((command) => command.group))];
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdrop} />
        <Dialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center p-3 pt-[12vh]">
          <Dialog.Popup className={`${dialogPopup} max-w-xl overflow-hidden`}>
            <Dialog.Title className="sr-only">Command palette</Dialog.Title>
            <Command label="Commands" loop className="flex min-h-0 flex-col">
              <div className="flex items-center gap-2.5 border-b border-line px-4">
                <Search aria-hidden className="size-4 shrink-0 text-muted" />
                <Command.Input
                  placeholder="Go to, or do"
                  className="h-12 flex-1 bg-transparent text-base outline-none max-md:text-lg"
                />
              </div>
              <Command.List className="max-h-[min(22rem,50vh)] overflow-y-auto p-1.5">
                <Command.Empty className="px-3 py-6 text-center text-sm text-muted">
                  No command matches.
                </Command.Empty>
                {groups.map((group) => (
                  <Command.Group
                    key={group}
                    heading={group}
                    className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
                  >
                    {commands
                      .filter((command) => command.group === group)
                      .map((command) => (
                        <Command.Item
                          key={command.id}
                          value={`${command.label} ${command.id}`}
                          keywords={command.keywords}
                          onSelect={() => {
                            onOpenChange(false);
                            command.run();
                          }}
                          className="option [&_svg]:size-4 [&_svg]:text-muted"
                        >
                          {command.icon}
                          {command.label}
                        </Command.Item>
                      ))}
                  </Command.Group>
                ))}
              </Command.List>
            </Command>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
