import type { Metadata } from 'next';
import { ModelsSettings } from '@/settings/models/models-settings';

export const metadata: Metadata = { title: 'Model policy' };

export default function ModelPolicyPage() {
  return <ModelsSettings />;
}
