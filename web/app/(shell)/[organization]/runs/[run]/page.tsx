import type { Metadata } from 'next';
import { RunPage } from '@/runs/run-page';

export const metadata: Metadata = { title: 'Run' };

export default async function Page({ params }: PageProps<'/[organization]/runs/[run]'>) {
  const { run } = await params;
  return <RunPage runId={decodeURIComponent(run)} />;
}
