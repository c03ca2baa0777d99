'use client';

import { useEffect, useState, type ComponentType } from 'react';
import { whenToastsWait } from './toast';

/** Where toasts appear. How they look is fetched with the first one, since most visits have none. */
export function Toasts() {
  const [Viewport, setViewport] = useState<ComponentType>();
  useEffect(
    () =>
      whenToastsWait(() => {
        import('./toast-viewport').then(
          (module) => setViewport(() => module.ToastViewport),
          // Without a connection there is nothing to fetch it by; the next toast tries again.
          () => {},
        );
      }),
    [],
  );
  return Viewport && <Viewport />;
}
