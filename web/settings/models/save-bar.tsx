import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { DifferenceList } from './difference-list';
import { differencesBetween } from './policy-differences';
import type { usePolicyForm } from './use-policy-form';

interface SaveBarProps {
  form: ReturnType<typeof usePolicyForm>;
  nameOf(reference: string): string;
}

/** In sight wherever something was changed, until it is saved or taken back. */
export function SaveBar({ form, nameOf }: SaveBarProps) {
  const { change, faults, theirs, before, looking } = form;
  if (!change) return null;
  const faulty = Object.keys(faults).some((path) => path !== 'whole');
  return (
    <div
      role="region"
      aria-label="Unsaved changes"
      className="sticky bottom-3 z-10 flex max-h-[60vh] flex-col gap-3 overflow-y-auto rounded-lg border border-edge bg-panel px-4 py-3 shadow-popup"
    >
      {theirs && (
        <Notice tone="danger" title="Somebody else has saved the model policy meanwhile">
          <p className="mb-2">What you have changed is kept. This is what they changed:</p>
          <DifferenceList differences={differencesBetween(before, theirs, nameOf)} />
        </Notice>
      )}
      {faults.whole && <Notice tone="danger">{faults.whole}</Notice>}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto text-xs text-muted max-sm:w-full">
          {theirs
            ? 'Go on from theirs with your changes on top, or drop yours.'
            : faulty
              ? 'This cannot be saved yet: see what is marked above.'
              : 'Not saved. You see what it does before it is.'}
        </p>
        {theirs ? (
          <>
            <Button onClick={form.discard}>Take theirs</Button>
            <Button variant="primary" onClick={form.keepMine}>
              Keep my changes on top
            </Button>
          </>
        ) : (
          <>
            <Button onClick={form.discard}>Discard</Button>
            <Button variant="primary" pending={looking} onClick={form.review}>
              Review and save
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
