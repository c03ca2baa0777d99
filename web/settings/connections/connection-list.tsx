'use client';

import { Plug } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import type { ProjectRole } from '@/graphql/generated/graphql';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { later } from '@/ui/later';
import { Table } from '@/ui/table';
import { LoadFailure } from '../load-failure';
import { usePages } from '../use-pages';
import { connectionColumns, type ConnectionDeed } from './connection-columns';
import { Connections } from './connection-documents';
import { DeleteConnectionDialog } from './delete-connection-dialog';

const ConnectionDialog = later(() => import('./connection-dialog').then((module) => module.ConnectionDialog));
const TestConnectionDialog = later(() =>
  import('./test-connection-dialog').then((module) => module.TestConnectionDialog),
);

interface ConnectionListProps {
  project: { id: string; viewerRole: ProjectRole };
  onAdd: (() => void) | undefined;
}

export function ConnectionList({ project, onAdd }: ConnectionListProps) {
  const pages = usePages();
  const [{ data, error, fetching }, retry] = useQuery({
    query: Connections,
    variables: { projectId: project.id, after: pages.after },
  });
  const [deed, setDeed] = useState<ConnectionDeed>();
  const columns = useMemo(() => connectionColumns(project.viewerRole, setDeed), [project.viewerRole]);
  const close = () => setDeed(undefined);

  const node = data?.node;
  const connections = node && 'connections' in node ? node.connections : undefined;
  if (error && !connections) return <LoadFailure what="The connections" error={error} onRetry={retry} />;
  return (
    <>
      <Table
        label="Connections"
        noun={['connection', 'connections']}
        columns={columns}
        rows={connections?.nodes}
        rowId={({ id }) => id}
        total={connections?.totalCount}
        onMore={pages.more(connections)}
        loadingMore={fetching}
        empty={
          <EmptyState
            icon={<Plug />}
            title="No connections yet"
            action={onAdd && <Button onClick={onAdd}>New connection</Button>}
          >
            {onAdd
              ? 'Add one for each service that workflows of this project sign in to.'
              : 'An admin of the project adds one for each service that its workflows sign in to.'}
          </EmptyState>
        }
      />
      {deed?.kind === 'edit' && (
        <ConnectionDialog projectId={project.id} connection={deed.connection} onClose={close} />
      )}
      {deed?.kind === 'test' && <TestConnectionDialog connection={deed.connection} onClose={close} />}
      {deed?.kind === 'delete' && (
        <DeleteConnectionDialog connection={deed.connection} onClose={close} onDone={pages.restart} />
      )}
    </>
  );
}
