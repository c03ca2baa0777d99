import type { Metadata } from 'next';
import { SubOrganizationsSettings } from '@/settings/sub-organizations/sub-organizations-settings';

export const metadata: Metadata = { title: 'Sub-organisations' };

export default function SubOrganizationsPage() {
  return <SubOrganizationsSettings />;
}
