'use client';

import { PageHeader } from '@/ui/page-header';
import { NameCard } from './name-card';
import { OrganizationsCard } from './organizations-card';
import { PasswordCard } from './password-card';
import { SessionsCard } from './sessions-card';

export function Account() {
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 py-5 sm:px-6 lg:py-10">
      <PageHeader title="Your account" description="Yours alone, the same in every organisation." />
      <NameCard />
      <PasswordCard />
      <SessionsCard />
      <OrganizationsCard />
    </div>
  );
}
