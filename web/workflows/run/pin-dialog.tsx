'use client';

import { outputShapeOf, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { type FormEvent, useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog, DialogActions, DialogBody } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { Textarea } from '@/ui/textarea';
import { emptyOf } from './empty-of';
import { usePinning } from './use-pins';
import { readJson } from './read-json';

interface PinDialogProps {
  step: WorkflowNode;
  /** What it begins with; left out: the fields that the step is known to give. */
  output: unknown;
  onClose(): void;
}

/** Writes the output of a step by hand, as JSON. */
export function PinDialog({ step, output, onClose }: PinDialogProps) {
  const { pin, pending } = usePinning(step.id);
  const [text, setText] = useState(() => JSON.stringify(output ?? emptyOf(outputShapeOf(step)), null, 2));
  const [fault, setFault] = useState<string>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const read = readJson(text);
    const problem = read.fault ?? (await pin({ output: read.value }));
    if (problem) setFault(problem);
    else onClose();
  }

  return (
    <Dialog
      open
      lasting
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={`Pin an output to ${step.name}`}
      description="Runs from the canvas use it in place of running the step."
    >
      <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
        <DialogBody>
          <Field label="Output as JSON" error={fault}>
            <Textarea
              rows={12}
              value={text}
              spellCheck={false}
              className="max-h-[50vh] font-mono text-xs"
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" pending={pending}>
            Pin the output
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
