import type { Metadata } from 'next';
import { ToolsSettings } from '@/settings/tools/tools-settings';

export const metadata: Metadata = { title: 'Tools' };

export default function ToolsPage() {
  return <ToolsSettings />;
}
