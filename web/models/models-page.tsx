'use client';

import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useIsAdmin } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { PageHeader } from '@/ui/page-header';
import { ModelList } from './model-list';

// Most visits only look.
const AddModelDialog = dynamic(() => import('./add-model-dialog').then((module) => module.AddModelDialog));

export function ModelsPage() {
  const isAdmin = useIsAdmin();
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
      <ModelList onSetUp={isAdmin ? (provider) => setAdding({ provider }) : undefined} />
      {adding && <AddModelDialog provider={adding.provider} onClose={() => setAdding(undefined)} />}
    </div>
  );
}
