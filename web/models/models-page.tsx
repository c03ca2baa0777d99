'use client';

import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useDeferredValue, useState } from 'react';
import type { ModelType } from '@/graphql/generated/graphql';
import { useIsAdmin } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { PageHeader } from '@/ui/page-header';
import { ModelFilters } from './model-filters';
import { ModelList } from './model-list';

// Most visits only look.
const AddModelDialog = dynamic(() => import('./add-model-dialog').then((module) => module.AddModelDialog));

export function ModelsPage() {
  const isAdmin = useIsAdmin();
  const [adding, setAdding] = useState(false);
  const [type, setType] = useState<ModelType | null>(null);
  const [search, setSearch] = useState('');
  // A list per keystroke would be a request per keystroke.
  const wanted = useDeferredValue(search);
  const add = isAdmin ? () => setAdding(true) : undefined;

  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-5 px-4 py-5 sm:px-6 lg:px-8 lg:py-10">
      <PageHeader
        title="Models"
        description="Every model that steps can use: the platform's, and those that this organisation brings with its own credentials."
        actions={
          add && (
            <Button variant="primary" icon={<Plus />} onClick={add}>
              Add custom model
            </Button>
          )
        }
      />
      <ModelFilters type={type} onTypeChange={setType} search={search} onSearchChange={setSearch} />
      {/* Another question is another list, read from its start. */}
      <ModelList key={`${type} ${wanted}`} type={type} search={wanted.trim()} onAdd={add} />
      {adding && <AddModelDialog onClose={() => setAdding(false)} />}
    </div>
  );
}
