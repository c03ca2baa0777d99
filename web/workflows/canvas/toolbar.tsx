'use client';

import {
  Keyboard,
  ListTree,
  Maximize,
  Network,
  Plus,
  Redo2,
  Search,
  Undo2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { type Command, commands, perform } from './commands';
import { useEditorState } from './editor-context';
import { ariaKeys } from './keys';
import type { Scene } from './scene';

/** What is done on the canvas, for a mouse; each has its key. */
export function Toolbar({ scene }: { scene: Scene }) {
  const readOnly = useEditorState((state) => state.readOnly);
  const undoes = useEditorState((state) => state.history.past.at(-1)?.label);
  const redoes = useEditorState((state) => state.history.future[0]?.label);
  const tool = (command: Command, icon: ReactNode, label: string = command.name, disabled = false) => (
    <IconButton
      label={label}
      aria-keyshortcuts={ariaKeys(command.keys)}
      disabled={disabled}
      onClick={() => perform(command, scene)}
    >
      {icon}
    </IconButton>
  );
  return (
    <div
      role="toolbar"
      aria-label="Canvas tools"
      className="absolute top-3 left-3 z-10 flex items-center gap-1 rounded-lg border border-line bg-panel p-1 shadow-sm"
    >
      {!readOnly && (
        <>
          <Button
            variant="quiet"
            icon={<Plus />}
            aria-keyshortcuts={ariaKeys(commands.addStep.keys)}
            onClick={() => perform(commands.addStep, scene)}
          >
            Add step
          </Button>
          <Rule />
          {tool(commands.undo, <Undo2 />, undoes ? `Undo: ${undoes}` : 'Nothing to undo', !undoes)}
          {tool(commands.redo, <Redo2 />, redoes ? `Redo: ${redoes}` : 'Nothing to redo', !redoes)}
          {tool(commands.tidy, <Network />)}
          <Rule />
        </>
      )}
      {tool(commands.zoomOut, <ZoomOut />)}
      {tool(commands.zoomIn, <ZoomIn />)}
      {tool(commands.fit, <Maximize />)}
      <Rule />
      {tool(commands.search, <Search />)}
      {tool(commands.outline, <ListTree />)}
      {tool(commands.keys, <Keyboard />)}
    </div>
  );
}

function Rule() {
  return <span aria-hidden className="mx-0.5 h-5 w-px bg-line" />;
}
