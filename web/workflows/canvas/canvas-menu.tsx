'use client';

import type { ReactNode } from 'react';
import { ContextMenu } from '@/ui/context-menu';
import { Kbd } from '@/ui/kbd';
import { MenuItem, MenuSeparator } from '@/ui/menu';
import { type Command, commandList, perform } from './commands';
import { printKeys } from './keys';
import { chosenSteps, type Scene } from './scene';

/** What can be done with the selected steps, or with the canvas, where one is pointed at. */
export function CanvasMenu({ scene, children }: { scene: Scene; children: ReactNode }) {
  return (
    <ContextMenu className="size-full" menu={<Items scene={scene} />}>
      {children}
    </ContextMenu>
  );
}

function Items({ scene }: { scene: Scene }) {
  const chosen = chosenSteps(scene).length;
  const wanted = commandList.filter(({ menu }) =>
    menu === 'several' ? chosen > 1 : menu === (chosen > 0 ? 'step' : 'canvas'),
  );
  const groups = Map.groupBy(wanted, ({ group }) => group);
  return [...groups].map(([group, commands], index) => (
    <div key={group} role="group" aria-label={group}>
      {index > 0 && <MenuSeparator />}
      {commands.map((command) => (
        <Item key={command.name} command={command} scene={scene} />
      ))}
    </div>
  ));
}

function Item({ command, scene }: { command: Command; scene: Scene }) {
  const { name, keys = [] } = command;
  const fault = command.fault?.(scene) ?? null;
  return (
    <MenuItem disabled={fault !== null} danger={name === 'Remove'} onClick={() => perform(command, scene)}>
      <span className="flex items-center gap-4">
        <span className="min-w-0 flex-1">
          {name}
          {fault !== null && <span className="block truncate text-xs">{fault}</span>}
        </span>
        {keys[0] !== undefined && (
          <span aria-hidden className="flex gap-0.5">
            {printKeys(keys[0]).map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </span>
        )}
      </span>
    </MenuItem>
  );
}
