'use client';

import { kindOf } from '@patchbay/schema/nodes/index.ts';
import { isFinished } from '@patchbay/schema/run-event.ts';
import { outputPortsOf, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { Pin as PinIcon, PinOff, Play } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { FailureNotice } from '@/runs/failure-notice';
import { Receipt } from '@/runs/receipt';
import type { LiveStep } from '@/runs/run-store';
import { StepCalls } from '@/runs/step-calls';
import { StepMade } from '@/runs/step-made';
import { StepStatusMark } from '@/runs/step-status-mark';
import { sayUsage } from '@/runs/step-usage';
import { ValueView } from '@/runs/value-view';
import { Button } from '@/ui/button';
import { Folded } from '@/ui/folded';
import { later } from '@/ui/later';
import { RelativeTime } from '@/ui/relative-time';
import { toast } from '@/ui/toast';
import { useEditor, useEditorState } from '../canvas/editor-context';
import type { Pin } from './pin-store';
import { usePin, usePinning } from './use-pins';
import { useRunStep } from './use-run-step';

// Fetched when somebody writes an output by hand.
const PinDialog = later(() => import('./pin-dialog').then((module) => module.PinDialog));

/** What a step put out in the run in view, or what is pinned in its place; and running it alone. */
export function StepResult({ step }: { step: WorkflowNode }) {
  const { run } = useEditor();
  const readOnly = useEditorState((state) => state.readOnly);
  const live = useStore(run, ({ steps }) => steps[step.id]);
  const pin = usePin(step.id);
  if (!kindOf(step.kind).runs) return null;
  return (
    <section aria-label="Output" className="flex flex-col gap-3 border-t border-line pt-4">
      <header className="flex min-h-6 items-center gap-2">
        <h3 className="text-sm font-medium">{pin ? 'Pinned output' : 'Output'}</h3>
        <span className="flex-1" />
        {!pin && live && <StepStatusMark step={live} />}
      </header>
      {pin ? <Pinned pin={pin} /> : live ? <LastOutput step={live} /> : <NothingYet />}
      {!readOnly && <Deeds step={step} live={live} pin={pin} />}
    </section>
  );
}

function NothingYet() {
  return <p className="text-xs text-muted">The run in view says nothing of this step.</p>;
}

function Pinned({ pin: { output, pinnedBy, pinnedAt } }: { pin: Pin }) {
  return (
    <>
      <p className="text-xs text-muted">
        Runs from here use it, and do not run the step. Pinned by {pinnedBy} <RelativeTime value={pinnedAt} />
        . Versions know nothing of it.
      </p>
      <ValueView value={output} answers />
    </>
  );
}

function LastOutput({ step }: { step: LiveStep }) {
  const { run } = useEditor();
  const text = useStore(run, ({ texts }) => texts[step.path]);
  return (
    <>
      {step.error && <FailureNotice failure={step.error} />}
      <StepMade step={step} text={text} />
      {step.calls.length > 0 && (
        <Folded
          what={
            step.calls.length === 1
              ? '1 tool or system called'
              : `${step.calls.length} calls of tools or systems`
          }
        >
          <StepCalls calls={step.calls} />
        </Folded>
      )}
      {step.attempts.length > 0 && (
        <>
          <p className="text-xs text-muted">{sayUsage(step.attempts)}</p>
          <Folded what={step.attempts.length === 1 ? '1 call' : `${step.attempts.length} calls`}>
            <Receipt attempts={step.attempts} />
          </Folded>
        </>
      )}
    </>
  );
}

interface DeedsProps {
  step: WorkflowNode;
  live: LiveStep | undefined;
  pin: Pin | undefined;
}

function Deeds({ step, live, pin }: DeedsProps) {
  const { run } = useEditor();
  const isBusy = useStore(run, (state) => state.run !== null && !isFinished(state.run.status));
  const [runStep, running] = useRunStep();
  const { pin: pinOutput, unpin, pending } = usePinning(step.id);
  const [writing, setWriting] = useState(false);
  const canBePinned = outputPortsOf(step).length > 0;
  const hasOutput = live?.status === 'SUCCEEDED';

  async function pinLast() {
    if (!live) return;
    const fault = await pinOutput({ stepRunId: live.id });
    if (fault) toast.error('Not pinned', fault);
  }

  return (
    <div className="flex flex-wrap gap-2">
      <Button
        size="sm"
        icon={<Play />}
        pending={running}
        disabled={isBusy}
        aria-keyshortcuts="Control+Shift+Enter Meta+Shift+Enter"
        onClick={() => void runStep(step.id)}
      >
        Run this step
      </Button>
      {canBePinned && pin && (
        <Button size="sm" icon={<PinOff />} pending={pending} onClick={() => void unpin()}>
          Unpin
        </Button>
      )}
      {canBePinned && !pin && hasOutput && (
        <Button size="sm" icon={<PinIcon />} pending={pending} onClick={() => void pinLast()}>
          Pin output
        </Button>
      )}
      {canBePinned && (
        <Button size="sm" variant="quiet" onClick={() => setWriting(true)}>
          {pin ? 'Edit' : 'Write an output to pin'}
        </Button>
      )}
      {writing && (
        <PinDialog
          step={step}
          output={pin?.output ?? (hasOutput ? live.output : undefined)}
          onClose={() => setWriting(false)}
        />
      )}
    </div>
  );
}
