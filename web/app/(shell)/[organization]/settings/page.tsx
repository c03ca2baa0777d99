import { redirect } from 'next/navigation';
import { sections } from '@/settings/sections';

export default async function SettingsPage({ params }: PageProps<'/[organization]/settings'>) {
  const { organization } = await params;
  redirect(`/${organization}/settings/${sections.general.path}`);
}
