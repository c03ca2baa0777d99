'use client';

import { useEffect, useRef } from 'react';
import { copiedText, pasteText, removeCut } from './clipboard';
import type { Point } from './graph/boxes';
import { belongsElsewhere } from './use-keys';
import { middleOfView, paneBox, type Scene } from './scene';

/** Copies, cuts and pastes by the browser's own events: they ask nobody for permission and work over plain HTTP. */
export function useClipboard(scene: Scene): void {
  const pointer = useRef<Point | null>(null);
  useEffect(() => {
    const isOurs = (event: ClipboardEvent) =>
      !event.defaultPrevented &&
      !belongsElsewhere(event.target) &&
      window.getSelection()?.isCollapsed !== false;

    function onCopy(event: ClipboardEvent) {
      const text = isOurs(event) ? copiedText(scene) : null;
      if (text === null) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      if (event.type === 'cut' && !scene.store.getState().readOnly) scene.inTurn(() => removeCut(scene));
    }
    function onPaste(event: ClipboardEvent) {
      if (!isOurs(event) || scene.store.getState().readOnly) return;
      event.preventDefault();
      const at = pointer.current;
      const middle = at ? scene.flow.screenToFlowPosition(at) : middleOfView(scene);
      const text = event.clipboardData?.getData('text/plain') ?? '';
      scene.inTurn(() => pasteText(scene, text, middle));
    }
    function onPointerMove({ clientX: x, clientY: y }: PointerEvent) {
      const pane = paneBox();
      const isOver = pane && x > pane.left && x < pane.right && y > pane.top && y < pane.bottom;
      pointer.current = isOver ? { x, y } : null;
    }
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    window.addEventListener('pointermove', onPointerMove, { passive: true });
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
      window.removeEventListener('pointermove', onPointerMove);
    };
  }, [scene]);
}
