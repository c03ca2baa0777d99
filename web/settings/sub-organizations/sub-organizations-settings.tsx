'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useIsAdmin } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { later } from '@/ui/later';
import { PageHeader } from '@/ui/page-header';
import { AdminsOnly } from '../admins-only';
import { SubOrganizationList } from './sub-organization-list';

// Fetched when it is first opened.
const CreateSubOrganizationDialog = later(() =>
  import('./create-sub-organization-dialog').then((module) => module.CreateSubOrganizationDialog),
);

export function SubOrganizationsSettings() {
  const isAdmin = useIsAdmin();
  const [creating, setCreating] = useState(false);
  const create = () => setCreating(true);
  return (
    <>
      <PageHeader
        title="Sub-organisations"
        description="Organisations below this one, each with people, keys and workflows of its own. Admins of this one have no rights there unless they are members."
        actions={
          isAdmin && (
            <Button variant="primary" icon={<Plus />} onClick={create}>
              New sub-organisation
            </Button>
          )
        }
      />
      <AdminsOnly what="the sub-organisations">
        <SubOrganizationList onCreate={create} />
      </AdminsOnly>
      {creating && <CreateSubOrganizationDialog onClose={() => setCreating(false)} />}
    </>
  );
}
