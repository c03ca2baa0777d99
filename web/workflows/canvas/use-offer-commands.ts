'use client';

import { useEffect } from 'react';
import { useCommandCenter } from '@/shell/command-center';
import { commandList, perform } from './commands';
import type { Scene } from './scene';

/** The commands of the canvas stand in the command palette while it is open. */
export function useOfferCommands(scene: Scene): void {
  const { offer } = useCommandCenter();
  useEffect(
    () =>
      offer(
        commandList
          .filter(({ group }) => group !== 'Walk')
          .map((command) => ({
            id: `canvas-${command.name}`,
            label: command.name,
            group: 'Canvas',
            run: () => perform(command, scene),
          })),
      ),
    [offer, scene],
  );
}
