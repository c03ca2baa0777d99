'use client';

import { useReactFlow } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useEditor, useEditorState } from './editor-context';
import { graphOf } from './editor-store';
import { paneBox } from './scene';
import { viewOn } from './view-on';

export function useBringIntoView() {
  const wanted = useEditorState((state) => state.wanted);
  const { store } = useEditor();
  const { getViewport, setViewport } = useReactFlow();
  const seen = useRef(wanted?.count ?? 0);
  useEffect(() => {
    if (!wanted || wanted.count === seen.current) return;
    seen.current = wanted.count;
    const step = graphOf(store.getState()).nodes.find(({ id }) => id === wanted.nodeId);
    const pane = paneBox();
    if (!step || !pane) return;
    // At once, without a flight: on its way the library draws positions that are no numbers.
    void setViewport(viewOn(step.position, getViewport(), pane));
  }, [wanted, store, getViewport, setViewport]);
}
