import type { Metadata } from 'next';
import { ModelPage } from '@/models/detail/model-page';

export const metadata: Metadata = { title: 'Model' };

export default async function Page({ params }: PageProps<'/[organization]/models/[reference]'>) {
  const { reference } = await params;
  return <ModelPage reference={decodeURIComponent(reference)} />;
}
