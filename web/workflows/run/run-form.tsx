'use client';

import { Pin, Play } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '@/ui/button';
import { Kbd } from '@/ui/kbd';
import { Notice } from '@/ui/notice';
import { useEditor, useEditorState, useGraph } from '../canvas/editor-context';
import { useIssues } from '../canvas/use-issues';
import { RunField } from './run-fields';
import { faultsOfInput, readRunInput } from './run-input';
import { useStartRun } from './use-start-run';

interface RunFormProps {
  id: string;
  busy: boolean;
  onStarted(runId: string): void;
}

/** Starts a run of the draft as it is now, with what the input step asks for. */
export function RunForm({ id, busy, onStarted }: RunFormProps) {
  const { store, projectId, pins: pinStore } = useEditor();
  const graph = useGraph();
  const typed = useEditorState((state) => state.runInput);
  const missing = useIssues().filter(({ blocksPublishing }) => blocksPublishing);
  const pins = useStore(pinStore, (state) => state.pins);
  const pinned = graph.nodes.filter(({ id }) => id in pins);
  // What a pinned input step would ask for is pinned along with it.
  const fields = graph.nodes.flatMap((node) =>
    node.kind === 'input' && !(node.id in pins) ? node.data.fields : [],
  );
  const start = useStartRun();
  const [pending, setPending] = useState(false);
  const [faults, setFaults] = useState<Record<string, string | undefined>>({});
  const [problem, setProblem] = useState<string>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending || busy) return;
    const read = readRunInput(fields, typed);
    setFaults(read.faults);
    setProblem(undefined);
    if (Object.keys(read.faults).length > 0) return;
    setPending(true);
    const message = await begin(read.input);
    setPending(false);
    setProblem(message);
  }

  /** Answers with what went wrong. */
  async function begin(input: Record<string, unknown>): Promise<string | undefined> {
    const outcome = await start(input);
    if (outcome.ok) {
      onStarted(outcome.data.runId);
      return undefined;
    }
    const found = faultsOfInput(outcome.fieldErrors);
    setFaults(found);
    return Object.keys(found).length > 0 ? undefined : outcome.message;
  }

  return (
    <form id={id} onSubmit={submit} noValidate className="flex flex-col gap-4" aria-label="Run">
      {fields.map((field) => (
        <RunField
          key={field.name}
          field={field}
          projectId={projectId}
          typed={typed[field.name]}
          error={faults[field.name]}
          onType={(value) => {
            store.getState().typeRunInput(field.name, value);
            // What was wrong was said of what stood there before.
            setFaults((all) => ({ ...all, [field.name]: undefined }));
          }}
        />
      ))}
      {fields.length === 0 && <p className="text-sm text-muted">This workflow asks for nothing.</p>}
      {pinned.length > 0 && (
        <p className="flex items-baseline gap-1.5 text-xs text-muted">
          <Pin aria-hidden className="size-3.5 shrink-0 translate-y-0.5 text-warning" />
          {pinned.length === 1
            ? `The pinned output of ${pinned[0]?.name} is used: it does not run.`
            : `${pinned.length} steps have a pinned output, which is used: they do not run.`}
        </p>
      )}
      {missing.length > 0 && (
        <Notice tone="warning" title="It cannot run yet">
          {missing[0]?.message} {missing.length > 1 && `And ${missing.length - 1} more to mend.`}
        </Notice>
      )}
      {problem && <Notice tone="danger">{problem}</Notice>}
      <div className="flex items-center gap-2">
        <Button
          type="submit"
          variant="primary"
          icon={<Play />}
          pending={pending}
          disabled={missing.length > 0 || busy}
          aria-keyshortcuts="Control+Enter Meta+Enter"
        >
          Run the draft
        </Button>
        <span aria-hidden className="pointer-coarse:hidden">
          <Kbd>Ctrl Enter</Kbd>
        </span>
      </div>
    </form>
  );
}
