'use client';

import { requirementsOf, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { freshId } from '@/graphql/fresh-id';
import { graphql } from '@/graphql/generated';
import type { RerunFromInput } from '@/graphql/generated/graphql';
import { useDeed } from '@/graphql/use-deed';
import { useMembership } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { Dialog, DialogActions, DialogBody } from '@/ui/dialog';
import { Notice } from '@/ui/notice';
import type { Need } from '@/workflows/model-picker/model-options';
import { ModelPicker, type Picking } from '@/workflows/model-picker/model-picker';
import { RunField } from '@/workflows/run/run-fields';
import { faultsOfInput, readRunInput, typedOf } from '@/workflows/run/run-input';
import { EarlierOutputs, readOutput, type Texts } from './earlier-outputs';
import { earlierSteps } from './earlier-steps';
import type { RerunButtonProps } from './rerun-button';

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

interface RerunDialogProps extends RerunButtonProps {
  open: boolean;
  onOpenChange(open: boolean): void;
}

type Change = Pick<RerunFromInput, 'input' | 'outputs' | 'model'>;

/**
 * A new run of the same frozen graph: from a step on, with another model or on other outputs of the steps before; or
 * from the beginning, with another input.
 */
export function RerunDialog({ open, onOpenChange, run, graph, node, store }: RerunDialogProps) {
  const { slug } = useMembership();
  const router = useRouter();
  const [rerun, pending] = useDeed(RerunFrom);
  const [attempt, setAttempt] = useState({ key: '', said: '' });
  const [model, setModel] = useState(node?.kind === 'prompt' ? node.data.model : '');
  const [picking, setPicking] = useState<Picking | null>(null);
  const asksInput = node === undefined || node.kind === 'input';
  const [fields] = useState(() =>
    asksInput ? graph.nodes.flatMap((one) => (one.kind === 'input' ? one.data.fields : [])) : [],
  );
  const [before] = useState(() => typedOf(fields, run.input));
  const [typed, setTyped] = useState(before);
  const [earlier] = useState(() => (node ? earlierSteps(graph, node, store.getState().steps) : []));
  const [written, setWritten] = useState<Texts>({});
  const [faults, setFaults] = useState<Texts>({});
  const [problem, setProblem] = useState<string>();

  /** What differs from the run as it was; or what is wrong with it, by the name of a field or the id of a node. */
  function readChange(): { change: Change; faults: Record<string, string> } {
    const change: Change = {};
    const found: Record<string, string> = {};
    const { input, faults } = readRunInput(fields, typed);
    Object.assign(found, faults);
    if (JSON.stringify(input) !== JSON.stringify(readRunInput(fields, before).input)) change.input = input;
    const outputs: Record<string, unknown> = {};
    for (const [id, text] of Object.entries(written)) {
      if (text === undefined) continue;
      const { output, fault } = readOutput(text);
      if (fault === undefined) outputs[id] = output;
      else found[id] = fault;
    }
    if (Object.keys(outputs).length > 0) change.outputs = outputs;
    if (node?.kind === 'prompt' && model !== node.data.model) change.model = model;
    return { change, faults: found };
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    // A popover's form is inside of this one in React's tree.
    event.stopPropagation();
    const { change, faults: found } = readChange();
    setFaults(found);
    setProblem(undefined);
    if (Object.keys(found).length > 0) return;
    // Sent twice it is one run; with something changed in between it is another.
    const said = JSON.stringify(change);
    const key = attempt.said === said ? attempt.key : freshId();
    setAttempt({ key, said });
    const outcome = await rerun({
      input: { runId: run.id, nodeId: node?.id ?? null, idempotencyKey: key, ...change },
    });
    if (!outcome.ok) {
      const refused = faultsOfInput(outcome.fieldErrors);
      setFaults(refused);
      return setProblem(Object.keys(refused).length > 0 ? undefined : outcome.message);
    }
    onOpenChange(false);
    router.push(`/${slug}/runs/${encodeURIComponent(outcome.data.run.id)}`);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={node ? `Run again from ${node.name}` : 'Run again from the beginning'}
      description={
        node
          ? 'A new run of the graph as it was then. The steps before are not run: what they put out stands in.'
          : 'A new run of the graph as it was then.'
      }
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
          {fields.map((field) => (
            <RunField
              key={field.name}
              field={field}
              projectId={run.workflow.project.id}
              typed={typed[field.name]}
              error={faults[field.name]}
              onType={(value) => {
                setTyped((all) => ({ ...all, [field.name]: value }));
                setFaults((all) => ({ ...all, [field.name]: undefined }));
              }}
            />
          ))}
          {asksInput && fields.length === 0 && (
            <p className="text-sm text-muted">This workflow asks for nothing.</p>
          )}
          {earlier.length > 0 && (
            <EarlierOutputs
              steps={earlier}
              written={written}
              faults={faults}
              onWrite={(id, text) => {
                setWritten((all) => ({ ...all, [id]: text }));
                setFaults((all) => ({ ...all, [id]: undefined }));
              }}
            />
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
