'use client';

import { requirementsOf, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { freshId } from '@/graphql/fresh-id';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { useMembership } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { Dialog, DialogActions, DialogBody } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { Textarea } from '@/ui/textarea';
import { ModelPicker, type Picking } from '@/workflows/model-picker/model-picker';
import type { Need } from '@/workflows/model-picker/model-options';
import { readInput, writeInput } from './input-as-json';

const RerunFrom = graphql(`
  mutation RerunFrom($input: RerunFromInput!) {
    rerunFrom(input: $input) {
      ... on RerunFromPayload {
        run {
          id
        }
      }
      ...Failure
    }
  }
`);

interface RerunDialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  runId: string;
  /** From where; undefined: from the beginning. */
  node: WorkflowNode | undefined;
  /** What the run was started with. */
  input: unknown;
}

/** A new run of the same frozen graph: from a step on, with another model; or from the beginning, with another input. */
export function RerunDialog({ open, onOpenChange, runId, node, input }: RerunDialogProps) {
  const { slug } = useMembership();
  const router = useRouter();
  const [rerun, pending] = useDeed(RerunFrom);
  const [key] = useState(freshId);
  const [model, setModel] = useState(node?.kind === 'prompt' ? node.data.model : '');
  const [picking, setPicking] = useState<Picking | null>(null);
  const [text, setText] = useState(() => writeInput(input));
  const [fault, setFault] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const asksInput = node === undefined || node.kind === 'input';

  async function submit(event: FormEvent) {
    event.preventDefault();
    // A popover's form is inside of this one in React's tree.
    event.stopPropagation();
    const given = asksInput ? readInput(text) : null;
    setFault(given?.fault);
    setProblem(undefined);
    if (given?.fault) return;
    const outcome = await rerun({
      input: {
        runId,
        nodeId: node?.id ?? null,
        idempotencyKey: `${key} ${model} ${text}`.slice(0, 200),
        ...(given && text !== writeInput(input) && { input: given.input }),
        ...(node?.kind === 'prompt' && model !== node.data.model && { model }),
      },
    });
    if (!outcome.ok) return setProblem(outcome.message);
    onOpenChange(false);
    router.push(`/${slug}/runs/${encodeURIComponent(outcome.data.run.id)}`);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={node ? `Run again from ${node.name}` : 'Run again from the beginning'}
      description="A new run of the graph as it was then. What comes before the step is not run: what it put out then stands in."
      lasting
    >
      <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
        <DialogBody>
          {node?.kind === 'prompt' && (
            <ModelPicker
              need={needOf(node)}
              value={model}
              readOnly={false}
              picking={picking}
              onPick={setPicking}
              onChange={setModel}
            />
          )}
          {asksInput && (
            <Field label="Input" hint="As JSON: a value for each field of the input step." error={fault}>
              <Textarea
                rows={8}
                spellCheck={false}
                className="font-mono text-xs"
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
            </Field>
          )}
          {!asksInput && node.kind !== 'prompt' && (
            <p className="text-sm text-muted">The step and all that comes after it run once more.</p>
          )}
          {problem && <Notice tone="danger">{problem}</Notice>}
        </DialogBody>
        <DialogActions>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" variant="primary" pending={pending}>
            Run again
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

const needOf = (node: WorkflowNode<'prompt'>): Need => ({
  requirements: requirementsOf(node),
  onMissingCapability: node.data.onMissingCapability,
});
