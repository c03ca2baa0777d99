'use client';

import { later } from '@/ui/later';
import { useEditorState } from './editor-context';

// Fetched when first opened.
const SearchPanel = later(() => import('./search-panel').then((module) => module.SearchPanel));
const ConnectDialog = later(() => import('./connect-dialog').then((module) => module.ConnectDialog));
const KeySheet = later(() => import('./key-sheet').then((module) => module.KeySheet));

/** What lies over the canvas for a while. */
export function Overlays() {
  const overlay = useEditorState((state) => state.overlay);
  switch (overlay) {
    case 'search':
      return <SearchPanel />;
    case 'connect':
      return <ConnectDialog />;
    case 'keys':
      return <KeySheet />;
    case null:
      return null;
  }
}

/** Says what happens on the canvas to those who do not see it. */
export function Announcer() {
  const spoken = useEditorState((state) => state.spoken);
  return (
    <p aria-live="polite" className="sr-only">
      {spoken}
    </p>
  );
}
