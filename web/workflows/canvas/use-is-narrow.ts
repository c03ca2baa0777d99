'use client';

import { useSyncExternalStore } from 'react';

const phone = '(width < 48rem)';

/** A phone: too narrow to wire steps on. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(phone);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(phone).matches,
    () => false,
  );
}
