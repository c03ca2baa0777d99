import type { Metadata } from 'next';
import { ResetPassword } from '@/access/reset-password';

export const metadata: Metadata = { title: 'New password' };

export default function ResetPage() {
  return <ResetPassword />;
}
