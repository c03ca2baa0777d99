import type { Metadata } from 'next';
import { Account } from '@/account/account';
import { Shell } from '@/shell/shell';

export const metadata: Metadata = { title: 'Your account' };

export default function AccountPage() {
  return (
    <Shell>
      <Account />
    </Shell>
  );
}
