import type { Metadata } from 'next';
import { AccessCard } from '@/access/access-card';
import { SetupForm } from '@/access/setup-form';

export const metadata: Metadata = { title: 'Set up' };

export default function SetupPage() {
  return (
    <AccessCard title="Set up Patchbay" description="You become the admin of the first organisation.">
      <SetupForm />
    </AccessCard>
  );
}
