'use client';

import type { ComponentProps } from 'react';
import { later } from './later';
import { useEver } from './use-ever';

// Fetched when it is first opened: most visits change nothing.
const Window = later(() => import('./confirm-dialog-window').then((module) => module.ConfirmDialogWindow));

/** Asks before something that cannot be taken back. */
export function ConfirmDialog(props: ComponentProps<typeof Window>) {
  return useEver(props.open) && <Window {...props} />;
}
