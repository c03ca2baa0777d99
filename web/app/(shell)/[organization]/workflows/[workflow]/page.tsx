import type { Metadata } from 'next';
import { LazyEditor } from '@/workflows/canvas/lazy-editor';

export const metadata: Metadata = { title: 'Workflow' };

export default async function Page({ params }: PageProps<'/[organization]/workflows/[workflow]'>) {
  const { workflow } = await params;
  return <LazyEditor workflowId={decodeURIComponent(workflow)} />;
}
