'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useIsAdmin } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { later } from '@/ui/later';
import { PageHeader } from '@/ui/page-header';
import { Tabs } from '@/ui/tabs';
import { useEver } from '@/ui/use-ever';
import { ApiKeyList } from './api-key-list';

// Fetched when it is first opened.
const CreateApiKeyDialog = later(() =>
  import('./create-api-key-dialog').then((module) => module.CreateApiKeyDialog),
);

export function ApiKeysSettings() {
  const isAdmin = useIsAdmin();
  const [creating, setCreating] = useState(false);
  const create = () => setCreating(true);
  return (
    <>
      <PageHeader
        title="API keys"
        description={
          <>
            For programs that use the GraphQL API, as{' '}
            <code className="font-mono text-xs">Authorization: Bearer</code>. A key never does more than its
            maker can. {isAdmin ? 'Admins see all keys.' : 'You see those you made.'}
          </>
        }
        actions={
          <Button variant="primary" icon={<Plus />} onClick={create}>
            New key
          </Button>
        }
      />
      <Tabs
        label="Which keys"
        tabs={[
          { value: 'active', label: 'Active', content: <ApiKeyList revoked={false} onCreate={create} /> },
          { value: 'revoked', label: 'Revoked', content: <ApiKeyList revoked onCreate={create} /> },
        ]}
      />
      {useEver(creating) && <CreateApiKeyDialog open={creating} onOpenChange={setCreating} />}
    </>
  );
}
