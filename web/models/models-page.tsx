'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useIsAdmin, useMembership } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { later } from '@/ui/later';
import { Link } from '@/ui/link';
import { Notice } from '@/ui/notice';
import { PageHeader } from '@/ui/page-header';
import { ModelList } from './model-list';
import { usePickingPolicy } from './use-models';

// Most visits only look.
const AddModelDialog = later(() => import('./add-model-dialog').then((module) => module.AddModelDialog));

export function ModelsPage() {
  const isAdmin = useIsAdmin();
  const { slug } = useMembership();
  const policy = usePickingPolicy();
  // Begins with the provider that was chosen, if one was.
  const [adding, setAdding] = useState<{ provider?: string }>();

  return (
    <div className="mx-auto flex w-full max-w-[100rem] flex-col gap-5 px-4 py-5 sm:px-6 lg:px-8 lg:py-10">
      <PageHeader
        title="Models"
        description="Every model that steps can use: the platform's, and those that this organisation brings with its own credentials."
        actions={
          isAdmin && (
            <Button variant="primary" icon={<Plus />} onClick={() => setAdding({})}>
              Add custom model
            </Button>
          )
        }
      />
      {policy?.exclusive && (
        <Notice title="Platform models are excluded">
          This organisation uses its custom models only: no picker offers the platform's, and no step runs on
          one. An admin decides that under{' '}
          <Link href={`/${slug}/settings/models`} className="underline underline-offset-2">
            Settings &gt; Models
          </Link>
          .
        </Notice>
      )}
      <ModelList onSetUp={isAdmin ? (provider) => setAdding({ provider }) : undefined} />
      {adding && <AddModelDialog provider={adding.provider} onClose={() => setAdding(undefined)} />}
    </div>
  );
}
