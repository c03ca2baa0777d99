'use client';

import { type RefObject, useEffect } from 'react';
import { useEditorState } from '../canvas/editor-context';

/** Leads to the field that somebody asked for from elsewhere, such as the list of what is to be mended. */
export function useGoToField(section: RefObject<HTMLElement | null>, nodeId: string): void {
  const wanted = useEditorState((state) => state.wanted);
  useEffect(() => {
    if (wanted?.nodeId !== nodeId || wanted.place === undefined || !section.current) return;
    // Who comes back to the step later is not led there again.
    if (served.has(wanted)) return;
    served.add(wanted);
    return onceThere(section.current, wanted.place, goTo);
  }, [wanted, nodeId, section]);
}

const served = new WeakSet<object>();

/** The form is fetched with the first look at a step of its kind: the field may be a moment away. */
function onceThere(within: HTMLElement, place: string, go: (field: HTMLElement) => void): () => void {
  const look = () => {
    const field = fieldAt(within, place);
    if (!field) return false;
    go(field);
    return true;
  };
  if (look()) return () => {};
  const changes = new MutationObserver(() => look() && changes.disconnect());
  changes.observe(within, { childList: true, subtree: true });
  return () => changes.disconnect();
}

/** The field itself, or the nearest that holds it: a fault may lie deeper than fields do. */
function fieldAt(within: HTMLElement, place: string): HTMLElement | null {
  const parts = place.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const name = CSS.escape(parts.slice(0, length).join('.'));
    const field = within.querySelector<HTMLElement>(`[data-field="${name}"]`);
    if (field) return field;
  }
  return null;
}

function goTo(field: HTMLElement): void {
  for (let fold = field.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
    fold.open = true;
  field.scrollIntoView({ block: 'center' });
  const control = field.matches('input, textarea, button')
    ? field
    : field.querySelector<HTMLElement>(
        '[role="textbox"], textarea, input, [role="combobox"], [role="radio"], button',
      );
  control?.focus({ preventScroll: true });
}
