import type { Metadata } from 'next';
import { WorkflowEditor } from '@/workflows/canvas/workflow-editor';

export const metadata: Metadata = { title: 'Workflow' };

export default async function Page({ params }: PageProps<'/[organization]/workflows/[workflow]'>) {
  const { workflow } = await params;
  return <WorkflowEditor workflowId={decodeURIComponent(workflow)} />;
}
