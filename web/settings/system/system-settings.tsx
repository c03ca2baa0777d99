'use client';

import { PageHeader } from '@/ui/page-header';
import { AdminsOnly } from '../admins-only';
import { PartList } from './part-list';
import { SelfCheckCard } from './self-check-card';
import { SelfCheckHistory } from './self-check-history';

export function SystemSettings() {
  return (
    <>
      <PageHeader title="System" description="The parts that run Patchbay, and whether they work together." />
      <AdminsOnly what="the state of the system">
        <PartList />
        <SelfCheckCard />
        <SelfCheckHistory />
      </AdminsOnly>
    </>
  );
}
