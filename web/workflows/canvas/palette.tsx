'use client';

import { kindOf, type NodeKind, nodeKindNames } from '@patchbay/schema/nodes/index.ts';
import { useReactFlow } from '@xyflow/react';
import clsx from 'clsx';
import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react';
import { Dialog, DialogBody } from '@/ui/dialog';
import { Input } from '@/ui/input';
import { Field } from '@/ui/field';
import { lookOf } from '../nodes';
import { freshId } from '@/graphql/fresh-id';
import { addFault, addStep, addStepAfter } from './graph/add-step';
import { cardSize, type Point } from './graph/boxes';
import { useEditor, useGraph } from './editor-context';

/** Where the next step goes: after another one, at a place, or wherever the middle of the view is. */
export interface PaletteAim {
  after?: { nodeId: string; port: string };
  at?: Point;
}

const Context = createContext<{ openPalette(aim?: PaletteAim): void }>({ openPalette() {} });

export function usePalette() {
  return useContext(Context);
}

/** Offers every kind of step, by click or by keyboard, and adds the chosen one. */
export function PaletteProvider({ children }: { children: ReactNode }) {
  const { store } = useEditor();
  const { screenToFlowPosition } = useReactFlow();
  const [aim, setAim] = useState<PaletteAim | null>(null);
  const center = useMemo(() => ({ openPalette: (aim: PaletteAim = {}) => setAim(aim) }), []);

  function add(kind: NodeKind) {
    const id = freshId();
    const { after, at } = aim ?? {};
    store
      .getState()
      .edit(`Add ${kindOf(kind).label}`, (graph) =>
        after
          ? addStepAfter(graph, kind, after, id, at)
          : addStep(graph, kind, at ?? middleOfView(screenToFlowPosition), id),
      );
    setAim(null);
    store.getState().select([id]);
    store.getState().show('step');
    store.getState().bringIntoView(id);
  }

  return (
    <Context value={center}>
      {children}
      {aim && <Palette isAfter={aim.after !== undefined} onChoose={add} onClose={() => setAim(null)} />}
    </Context>
  );
}

/** Where a step goes that was asked for nowhere in particular. */
function middleOfView(toCanvas: (point: Point) => Point): Point {
  const pane = document.querySelector('.react-flow')?.getBoundingClientRect();
  if (!pane) return { x: 0, y: 0 };
  const { x, y } = toCanvas({ x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 });
  return { x: x - cardSize.width / 2, y: y - cardSize.height / 2 };
}

interface PaletteProps {
  isAfter: boolean;
  onChoose(kind: NodeKind): void;
  onClose(): void;
}

function Palette({ isAfter, onChoose, onClose }: PaletteProps) {
  const graph = useGraph();
  const [search, setSearch] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const kinds = nodeKindNames.filter((kind) => {
    const { label, description } = kindOf(kind);
    return `${label} ${description}`.toLowerCase().includes(search.trim().toLowerCase());
  });
  const faultOf = (kind: NodeKind) =>
    isAfter && kindOf(kind).inputs.length === 0
      ? `${kindOf(kind).label} comes first: nothing runs before it.`
      : addFault(graph, kind);
  const first = kinds.find((kind) => faultOf(kind) === null);

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isAfter ? 'What comes next?' : 'Add a step'}
    >
      <DialogBody>
        <Field label={<span className="sr-only">Search the steps</span>}>
          <Input
            autoFocus
            value={search}
            placeholder="Search"
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && first) onChoose(first);
              if (event.key === 'ArrowDown') {
                event.preventDefault();
                list.current?.querySelector('button')?.focus();
              }
            }}
          />
        </Field>
        <ul ref={list} className="flex flex-col gap-1">
          {kinds.map((kind) => (
            <li key={kind}>
              <KindButton kind={kind} fault={faultOf(kind)} onChoose={onChoose} />
            </li>
          ))}
          {kinds.length === 0 && <li className="text-sm text-muted">No kind of step matches.</li>}
        </ul>
      </DialogBody>
    </Dialog>
  );
}

interface KindButtonProps {
  kind: NodeKind;
  fault: string | null;
  onChoose(kind: NodeKind): void;
}

function KindButton({ kind, fault, onChoose }: KindButtonProps) {
  const { icon: Icon, accent } = lookOf(kind);
  const { label, description } = kindOf(kind);
  return (
    <button
      type="button"
      aria-disabled={fault !== null}
      onClick={() => fault === null && onChoose(kind)}
      onKeyDown={moveFocus}
      className={clsx(
        'flex w-full items-start gap-3 rounded-md p-2.5 text-left hover:bg-sunken focus-visible:bg-sunken',
        fault !== null && 'text-muted',
      )}
    >
      <span className={clsx('flex size-7 shrink-0 items-center justify-center rounded-md', accent)}>
        <Icon aria-hidden className="size-4" />
      </span>
      <span className="min-w-0">
        <span className="block text-sm font-medium">{label}</span>
        <span className="block text-xs text-muted">{fault ?? description}</span>
      </span>
    </button>
  );
}

function moveFocus(event: React.KeyboardEvent<HTMLButtonElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const item = event.currentTarget.parentElement;
  const other = event.key === 'ArrowDown' ? item?.nextElementSibling : item?.previousElementSibling;
  other?.querySelector('button')?.focus();
}
