'use client';

import { topologicalOrder } from '@patchbay/schema/workflow-graph.ts';
import { Dialog, DialogBody } from '@/ui/dialog';
import { ResolutionOfPrompt } from '../inspector/resolution-of-prompt';
import { useGraph } from './editor-context';

/** Every step that asks a model, with those who would be asked, in order, and why. */
export function WhoAnswersDialog({ onClose }: { onClose(): void }) {
  const { order } = topologicalOrder(useGraph());
  const prompts = order.filter((step) => step.kind === 'prompt');
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title="Who answers each step"
      description="The draft as it stands, under the model policy as it is now."
    >
      <DialogBody>
        {prompts.length === 0 && <p className="text-sm text-muted">No step asks a model.</p>}
        {prompts.map(({ id, name, data }) => (
          <section key={id} aria-label={name} className="flex flex-col gap-1.5">
            <h3 className="flex flex-wrap items-baseline gap-x-2 text-sm font-medium">
              {name}
              <code className="font-mono text-xs font-normal text-muted">{data.model}</code>
            </h3>
            <ResolutionOfPrompt data={data} />
          </section>
        ))}
      </DialogBody>
    </Dialog>
  );
}
