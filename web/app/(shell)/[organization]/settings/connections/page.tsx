import type { Metadata } from 'next';
import { ConnectionsSettings } from '@/settings/connections/connections-settings';

export const metadata: Metadata = { title: 'Connections' };

export default function ConnectionsPage() {
  return <ConnectionsSettings />;
}
