'use client';

import { useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import { outcomeOf } from '@/graphql/outcome';
import { LoadFailure } from '@/settings/load-failure';
import { Button } from '@/ui/button';
import { Dialog, DialogActions, DialogBody } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { Skeleton } from '@/ui/skeleton';
import { Textarea } from '@/ui/textarea';
import { toast } from '@/ui/toast';
import { useEditor } from '../canvas/editor-context';
import { PublishedChanges } from './published-changes';
import { sayNames } from './say-count';
import { type Comparison, ComparedDraft } from './version-documents';

const Publish = graphql(`
  mutation PublishWorkflow($workflowId: ID!, $revision: Int!, $message: String) {
    publishWorkflow(input: { workflowId: $workflowId, revision: $revision, message: $message }) {
      ... on PublishWorkflowPayload {
        workflow {
          id
          liveVersion {
            id
            number
            publishedAt
            revision
          }
        }
      }
      ...Failure
    }
  }
`);

interface PublishDialogProps {
  onClose(): void;
  /** To the same changes word by word. */
  onCompare(): void;
}

/** What is about to be published, change by change, with those who made them; and what to say of it. */
export function PublishDialog({ onClose, onCompare }: PublishDialogProps) {
  const { workflowId, autosave } = useEditor();
  const [{ data, error, fetching }, look] = useQuery({
    query: ComparedDraft,
    variables: { id: workflowId },
    requestPolicy: 'network-only',
    pause: true,
  });
  const [, publish] = useMutation(Publish);
  const [message, setMessage] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const workflow = data?.node && 'comparison' in data.node ? data.node : null;
  const comparison = fetching ? undefined : workflow?.comparison;

  // What is shown is what the server has: so it must have everything first.
  useEffect(() => {
    void autosave.flush().then((saved) => {
      if (saved) look({ requestPolicy: 'network-only' });
      else setProblem('The draft is not saved yet. Close this, and publish once it is.');
    });
  }, [autosave, look]);

  // Somebody saved meanwhile: their changes come into this editor before they are published from it.
  const draft = workflow?.draft;
  useEffect(() => {
    if (draft) autosave.hear(draft);
  }, [autosave, draft]);

  async function go(of: Comparison) {
    setPending(true);
    const { data: answer, error: failed } = await publish({
      workflowId,
      revision: of.draftRevision,
      message: message.trim(),
    });
    setPending(false);
    const outcome = outcomeOf(answer?.publishWorkflow, failed);
    if (outcome.ok) {
      toast.success(`Version ${outcome.data.workflow.liveVersion?.number} is live`);
      return onClose();
    }
    if (outcome.code !== 'DRAFT_CONFLICT') return setProblem(outcome.message);
    setProblem('Somebody saved this draft meanwhile. This is what would be published now: look again.');
    look({ requestPolicy: 'network-only' });
  }

  return (
    <Dialog
      open
      lasting
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={comparison ? titleOf(comparison) : 'Publish'}
      description="Runs that start from now on take this version. Every version before it is kept."
    >
      <DialogBody>
        {problem && <Notice tone="warning">{problem}</Notice>}
        {error && !workflow && (
          <LoadFailure
            what="What would be published"
            error={error}
            onRetry={() => look({ requestPolicy: 'network-only' })}
          />
        )}
        {comparison ? (
          <>
            <Others comparison={comparison} />
            <PublishedChanges comparison={comparison} />
            <Field label="Message" optional hint="What changed and why, for whoever looks back.">
              <Textarea
                value={message}
                maxLength={2_000}
                onChange={(event) => setMessage(event.target.value)}
              />
            </Field>
          </>
        ) : (
          !error &&
          !problem && (
            <div role="status" aria-label="Comparing with what is live" className="flex flex-col gap-2">
              <Skeleton className="h-5 w-72" />
              <Skeleton className="h-5 w-56" />
            </div>
          )
        )}
      </DialogBody>
      <DialogActions>
        <Button variant="quiet" className="mr-auto" onClick={onCompare} disabled={pending}>
          See them side by side
        </Button>
        <Button onClick={onClose} disabled={pending}>
          Cancel
        </Button>
        <Button
          variant="primary"
          pending={pending}
          disabled={!comparison || isLiveAlready(comparison)}
          onClick={() => comparison && go(comparison)}
        >
          {comparison ? `Publish version ${nextNumber(comparison)}` : 'Publish'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const nextNumber = ({ from }: Comparison): number => (from?.number ?? 0) + 1;

const isLiveAlready = ({ from, steps, connections }: Comparison): boolean =>
  from !== null && steps.length + connections.length === 0;

const titleOf = (comparison: Comparison): string => `Publish version ${nextNumber(comparison)}?`;

/** Nobody publishes the work of others without being told. */
function Others({ comparison }: { comparison: Comparison }) {
  const { steps, connections } = comparison;
  const authors = [...steps.filter(({ movedOnly }) => !movedOnly), ...connections].flatMap(
    ({ changedBy }) => changedBy ?? [],
  );
  const others = [...new Set(authors.filter(({ isViewer }) => !isViewer).map(({ name }) => name))];
  if (others.length === 0) return null;
  return (
    <Notice tone="warning" title={`This publishes changes of ${sayNames(others)}, too`}>
      They are marked below. Ask first if you do not know whether they are done.
    </Notice>
  );
}
