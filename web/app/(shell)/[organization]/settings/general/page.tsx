import type { Metadata } from 'next';
import { GeneralSettings } from '@/settings/general/general-settings';

export const metadata: Metadata = { title: 'General' };

export default function GeneralPage() {
  return <GeneralSettings />;
}
