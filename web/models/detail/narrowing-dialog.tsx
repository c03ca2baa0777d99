import { Button } from '@/ui/button';
import { Dialog, DialogActions, DialogBody } from '@/ui/dialog';
import type { Impact } from '../impact/impact-fragment';
import { ImpactList } from '../impact/impact-list';

interface NarrowingDialogProps {
  /** Of the model. */
  name: string;
  impact: Impact;
  /** The capabilities that are switched off. */
  lost: readonly string[];
  answer(go: boolean): void;
}

const list = new Intl.ListFormat('en-GB');

/** What steps feel of a capability that is switched off, looked at before it is saved. */
export function NarrowingDialog({ name, impact, lost, answer }: NarrowingDialogProps) {
  const stops = impact.stepsThatStop > 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && answer(false)}
      size="lg"
      title={`${name} without ${list.format(lost)}`}
      description="What becomes of the steps of active workflows, in their drafts and live versions."
    >
      <DialogBody>
        <ImpactList impact={impact} />
      </DialogBody>
      <DialogActions>
        <Button onClick={() => answer(false)}>Go back</Button>
        <Button variant={stops ? 'danger' : 'primary'} onClick={() => answer(true)}>
          {stops ? 'Save all the same' : 'Save'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
