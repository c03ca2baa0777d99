'use client';

import dynamic from 'next/dynamic';
import { Spinner } from '@/ui/spinner';

/** The canvas needs a window, and is the largest part of the web: it comes on its own, after the page. */
export const LazyEditor = dynamic(() => import('./workflow-editor').then((module) => module.WorkflowEditor), {
  ssr: false,
  loading: () => (
    <p role="status" className="flex h-dvh items-center justify-center gap-2 text-sm text-muted">
      <Spinner /> Opening the workflow
    </p>
  ),
});
