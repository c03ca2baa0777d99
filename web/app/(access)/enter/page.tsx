import type { Metadata } from 'next';
import { Enter } from '@/access/enter';

export const metadata: Metadata = { title: 'Signing in' };

export default function EnterPage() {
  return <Enter />;
}
