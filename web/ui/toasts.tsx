'use client';

import { useEffect, useState } from 'react';
import { later } from './later';
import { whenToastsWait } from './toast';

const load = () => import('./toast-viewport').then((module) => module.ToastViewport);
const Viewport = later(load);

const quiet = 3_000;

/** Where toasts appear. How they look comes once the page is quiet: without a connection it could not be fetched. */
export function Toasts() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => {}), quiet);
    const stop = whenToastsWait(() => setWanted(true));
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return wanted && <Viewport />;
}
