'use client';

import { Boxes } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ModelsQuery, ModelType } from '@/graphql/generated/graphql';
import { LoadFailure } from '@/settings/load-failure';
import { usePages } from '@/settings/use-pages';
import { useMembership } from '@/shell/viewer';
import { EmptyState } from '@/ui/empty-state';
import { Table } from '@/ui/table';
import { modelColumns } from './model-columns';
import { ProviderCards } from './provider-cards';

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
    providers {
      id
      label
      summary
    }
  }
`);

export type Model = ModelsQuery['models']['nodes'][number];
export type OfferedProvider = ModelsQuery['providers'][number];

interface ModelListProps {
  type: ModelType | null;
  search: string;
  /** Begins to add a model of a provider; absent for those who may not. */
  onSetUp: ((provider: string) => void) | undefined;
}

export function ModelList({ type, search, onSetUp }: ModelListProps) {
  const { slug } = useMembership();
  const pages = usePages();
  // Another question is another list, read from its start.
  const question = `${type} ${search}`;
  const [asked, setAsked] = useState(question);
  if (asked !== question) {
    setAsked(question);
    pages.restart();
  }
  const [{ data, error, fetching }, retry] = useQuery({
    query: Models,
    variables: { type, search: search || null, after: asked === question ? pages.after : null },
    // Others add models, too.
    requestPolicy: 'cache-and-network',
  });
  const providers = data?.providers;
  const columns = useMemo(() => modelColumns(slug, providers ?? []), [slug, providers]);
  const models = data?.models;
  if (error && !models) return <LoadFailure what="The models" error={error} onRetry={retry} />;
  if (models?.totalCount === 0 && !search && type === 'CUSTOM') {
    return <ProviderCards providers={data?.providers ?? []} onSetUp={onSetUp} />;
  }
  return (
    <Table
      label="Models"
      noun={['model', 'models']}
      columns={columns}
      rows={models?.nodes}
      rowId={(model) => model.id}
      total={models?.totalCount}
      onMore={pages.more(models)}
      loadingMore={fetching}
      empty={<NothingFound type={type} search={search} />}
    />
  );
}

function NothingFound({ type, search }: Pick<ModelListProps, 'type' | 'search'>) {
  const model = type === null ? 'model' : `${type.toLowerCase()} model`;
  return (
    <EmptyState icon={<Boxes />} title={search ? `No ${model} matches “${search}”` : `No ${model}s`}>
      The search looks at names, slugs, model ids and descriptions.
    </EmptyState>
  );
}
