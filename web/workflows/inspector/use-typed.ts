'use client';

import { useState } from 'react';
import type { EditorStore } from '../canvas/editor-store';
import { useEditor } from '../canvas/editor-context';

// Text that cannot be saved as it is outlives the form: another step may be looked at before it is mended.
const kept = new WeakMap<EditorStore, Map<string, string>>();

/** What stands in a field where it is not yet what the document takes; undefined where the two agree. */
export function useTyped(
  nodeId: string,
  place: string,
): [typed: string | undefined, type: (text: string | undefined) => void] {
  const { store } = useEditor();
  const texts = kept.get(store) ?? new Map<string, string>();
  kept.set(store, texts);
  const key = `${nodeId}:${place}`;
  const [typed, setTyped] = useState(texts.get(key));
  return [
    typed,
    (text) => {
      if (text === undefined) texts.delete(key);
      else texts.set(key, text);
      setTyped(text);
    },
  ];
}
