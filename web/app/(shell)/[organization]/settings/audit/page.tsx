import type { Metadata } from 'next';
import { AuditSettings } from '@/settings/audit/audit-settings';

export const metadata: Metadata = { title: 'Audit' };

export default function AuditPage() {
  return <AuditSettings />;
}
