'use client';

import { Boxes } from 'lucide-react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ModelsQuery, ModelType } from '@/graphql/generated/graphql';
import { LoadFailure } from '@/settings/load-failure';
import { usePages } from '@/settings/use-pages';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Table } from '@/ui/table';
import { modelColumns } from './model-columns';

const Models = graphql(`
  query Models($type: ModelType, $search: String, $after: String) {
    models(first: 50, after: $after, type: $type, search: $search) {
      totalCount
      nodes {
        id
        reference
        type
        displayName
        description
        provider
        providerModelId
        status
        untested
        contextTokens
        inputCost
        outputCost
        capabilities {
          jsonMode
          vision
          toolUse
          reasoning
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export type Model = ModelsQuery['models']['nodes'][number];

interface ModelListProps {
  type: ModelType | null;
  search: string;
  /** Absent for those who may not. */
  onAdd: (() => void) | undefined;
}

export function ModelList({ type, search, onAdd }: ModelListProps) {
  const pages = usePages();
  const [{ data, error, fetching }, retry] = useQuery({
    query: Models,
    variables: { type, search: search || null, after: pages.after },
  });
  const models = data?.models;
  if (error && !models) return <LoadFailure what="The models" error={error} onRetry={retry} />;
  return (
    <Table
      label="Models"
      noun={['model', 'models']}
      columns={modelColumns}
      rows={models?.nodes}
      rowId={(model) => model.id}
      total={models?.totalCount}
      onMore={pages.more(models)}
      loadingMore={fetching}
      empty={search ? <NothingFound search={search} /> : <NoModels onAdd={onAdd} />}
    />
  );
}

function NothingFound({ search }: { search: string }) {
  return (
    <EmptyState icon={<Boxes />} title={`No model matches “${search}”`}>
      The search looks at names, slugs, model ids and descriptions.
    </EmptyState>
  );
}

function NoModels({ onAdd }: { onAdd: (() => void) | undefined }) {
  return (
    <EmptyState
      icon={<Boxes />}
      title="No custom models yet"
      action={onAdd && <Button onClick={onAdd}>Add custom model</Button>}
    >
      {onAdd
        ? 'Bring a model with your own key: any server that speaks the OpenAI chat completions API will do.'
        : 'An admin of the organisation can add models with its own keys.'}
    </EmptyState>
  );
}
