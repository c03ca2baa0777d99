import type { Metadata } from 'next';
import { Invitation } from '@/access/invitation';

export const metadata: Metadata = { title: 'Your invitation' };

export default function InvitationPage() {
  return <Invitation />;
}
