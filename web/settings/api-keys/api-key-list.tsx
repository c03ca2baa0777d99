'use client';

import { KeyRound } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ApiKeysQuery } from '@/graphql/generated/graphql';
import { useDeed } from '@/graphql/use-deed';
import { Button } from '@/ui/button';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { EmptyState } from '@/ui/empty-state';
import { Table } from '@/ui/table';
import { toast } from '@/ui/toast';
import { LoadFailure } from '../load-failure';
import { usePages } from '../use-pages';
import { apiKeyColumns } from './api-key-columns';

const ApiKeys = graphql(`
  query ApiKeys($revoked: Boolean!, $after: String) {
    organization {
      id
      apiKeys(first: 20, after: $after, revoked: $revoked) {
        totalCount
        nodes {
          id
          name
          prefix
          role
          project {
            id
            name
          }
          projectRole
          scopes
          createdBy {
            name
          }
          expiresAt
          lastUsedAt
          revokedAt
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

const Revoke = graphql(`
  mutation RevokeApiKey($apiKeyId: ID!) {
    revokeApiKey(input: { apiKeyId: $apiKeyId }) {
      ... on RevokeApiKeyPayload {
        apiKey {
          id
          revokedAt
        }
      }
      ...Failure
    }
  }
`);

export type ApiKey = ApiKeysQuery['organization']['apiKeys']['nodes'][number];

interface ApiKeyListProps {
  revoked: boolean;
  onCreate(): void;
}

export function ApiKeyList({ revoked, onCreate }: ApiKeyListProps) {
  const pages = usePages();
  const [{ data, error, fetching }, retry] = useQuery({
    query: ApiKeys,
    variables: { revoked, after: pages.after },
  });
  const [revoking, setRevoking] = useState<ApiKey>();
  const [revoke] = useDeed(Revoke);
  const columns = useMemo(() => apiKeyColumns(setRevoking), []);

  async function confirm(): Promise<string | undefined> {
    if (!revoking) return undefined;
    const outcome = await revoke({ apiKeyId: revoking.id });
    if (!outcome.ok) return outcome.message;
    toast.success('The key is revoked');
    pages.restart();
    return undefined;
  }

  const keys = data?.organization.apiKeys;
  if (error && !keys) return <LoadFailure what="The API keys" error={error} onRetry={retry} />;
  return (
    <>
      <Table
        label={revoked ? 'Revoked API keys' : 'API keys'}
        noun={['key', 'keys']}
        columns={columns}
        rows={keys?.nodes}
        rowId={(key) => key.id}
        total={keys?.totalCount}
        onMore={pages.more(keys)}
        loadingMore={fetching}
        empty={
          revoked ? (
            <EmptyState icon={<KeyRound />} title="No revoked keys" />
          ) : (
            <EmptyState
              icon={<KeyRound />}
              title="No API keys yet"
              action={<Button onClick={onCreate}>New key</Button>}
            >
              Make one for each program, so each can be revoked alone.
            </EmptyState>
          )
        }
      />
      <ConfirmDialog
        open={revoking !== undefined}
        onOpenChange={(open) => !open && setRevoking(undefined)}
        title={`Revoke ${revoking?.name ?? 'the key'}?`}
        action="Revoke"
        onConfirm={confirm}
      >
        Programs that use it are refused at once. This cannot be undone.
      </ConfirmDialog>
    </>
  );
}
