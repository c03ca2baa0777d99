'use client';

import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { Input } from '@/ui/input';
import { toast } from '@/ui/toast';
import { useEditor, useEditorState, useGraph } from './editor-context';
import { findText, type Match, placeLabel, replaceText } from './graph/find-text';

/** Finds text in all steps, goes from one place to the next, and replaces it there or everywhere. */
export function SearchPanel() {
  const { store } = useEditor();
  const graph = useGraph();
  const readOnly = useEditorState((state) => state.readOnly);
  const [wanted, setWanted] = useState('');
  const [replacement, setReplacement] = useState('');
  const [at, setAt] = useState(0);
  const asked = useDeferredValue(wanted);
  const matches = useMemo(() => findText(graph, asked), [graph, asked]);
  const here = matches[Math.min(at, matches.length - 1)];
  const close = () => store.getState().open(null);

  function show(index: number) {
    if (matches.length === 0) return;
    const next = (index + matches.length) % matches.length;
    const match = matches[next];
    setAt(next);
    if (!match) return;
    store.getState().select([match.nodeId]);
    store.getState().show('step');
    store.getState().bringIntoView(match.nodeId);
  }

  function replace(chosen: readonly Match[]) {
    const { graph: next, count, left } = replaceText(graph, chosen, asked, replacement);
    const what = count === 1 ? 'Replace 1 place' : `Replace ${count} places`;
    store.getState().edit(what, () => next);
    store.getState().say(what);
    if (left.length > 0)
      toast.error(left.length === 1 ? '1 place was left' : `${left.length} places were left`, left[0]);
  }

  return (
    <search
      aria-label="In this workflow"
      className="absolute top-3 right-3 z-10 flex w-84 flex-col gap-2 rounded-lg border border-line bg-panel p-2 shadow-popup"
    >
      <div className="flex items-center gap-1">
        <Input
          autoFocus
          aria-label="Search the steps"
          placeholder="Name, key, prompt, URL, expression"
          value={wanted}
          onChange={(event) => {
            setWanted(event.target.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
            if (event.key === 'Enter') show(at + (event.shiftKey ? -1 : here ? 1 : 0));
          }}
        />
        <IconButton label="Previous place" disabled={!here} onClick={() => show(at - 1)}>
          <ChevronUp />
        </IconButton>
        <IconButton label="Next place" disabled={!here} onClick={() => show(at + 1)}>
          <ChevronDown />
        </IconButton>
        <IconButton label="Close the search" onClick={close}>
          <X />
        </IconButton>
      </div>
      {!readOnly && (
        <div className="flex items-center gap-1">
          <Input
            aria-label="Replace with"
            placeholder="Replace with"
            value={replacement}
            onChange={(event) => setReplacement(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && close()}
          />
          <Button disabled={!here} onClick={() => here && replace([here])}>
            Replace
          </Button>
          <Button disabled={!here} onClick={() => replace(matches)}>
            All
          </Button>
        </div>
      )}
      <p role="status" className="min-h-4 truncate px-1 text-xs text-muted">
        {wanted !== '' && sayPlace(matches, at, here)}
      </p>
    </search>
  );

  function sayPlace(matches: readonly Match[], at: number, here: Match | undefined): string {
    const step = graph.nodes.find(({ id }) => id === here?.nodeId);
    if (!here || !step) return 'Found nowhere';
    const index = Math.min(at, matches.length - 1) + 1;
    return `${index} of ${matches.length}: ${step.name}, ${placeLabel(step, here.path)}`;
  }
}
