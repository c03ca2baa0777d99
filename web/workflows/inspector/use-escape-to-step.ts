'use client';

import { type RefObject, useEffect } from 'react';
import { useEditor } from '../canvas/editor-context';
import { goTo } from '../canvas/scene';

/** Escape leads from the form back to its step on the canvas. What opens above the form closes first. */
export function useEscapeToStep(section: RefObject<HTMLElement | null>, nodeId: string): void {
  const { store } = useEditor();
  useEffect(() => {
    const element = section.current;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) goTo({ store }, nodeId);
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, [section, nodeId, store]);
}
