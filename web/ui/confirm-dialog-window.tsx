'use client';

import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useState, type ReactNode } from 'react';
import { Button } from './button';
import { backdrop, DialogActions, dialogPopup } from './dialog';

interface ConfirmDialogWindowProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  /** The deed as a verb: "Remove Ada", never "OK". */
  action: string;
  /** The way back, where "Cancel" could be taken for the deed. */
  stay?: string;
  variant?: 'primary' | 'danger';
  /** It cannot be done now, as the dialog explains. */
  disabled?: boolean;
  /** Answers with a message when it did not work; the dialog then stays and shows it. */
  onConfirm(): Promise<string | undefined>;
}

export function ConfirmDialogWindow(props: ConfirmDialogWindowProps) {
  const { open, onOpenChange, title, children, action, variant = 'danger', disabled, onConfirm } = props;
  const { stay = 'Cancel' } = props;
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();

  function change(next: boolean) {
    if (pending) return;
    setFailure(undefined);
    onOpenChange(next);
  }

  async function confirm() {
    setPending(true);
    const message = await onConfirm();
    setPending(false);
    setFailure(message);
    if (message === undefined) onOpenChange(false);
  }

  return (
    <AlertDialog.Root open={open} onOpenChange={change}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop forceRender className={backdrop} />
        <AlertDialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center p-3 sm:p-6 sm:pt-[16vh]">
          <AlertDialog.Popup className={`${dialogPopup} max-w-md`}>
            <div className="flex flex-col gap-2 overflow-y-auto px-5 pt-4 pb-5">
              <AlertDialog.Title className="text-lg font-semibold tracking-tight">{title}</AlertDialog.Title>
              <AlertDialog.Description render={<div />} className="text-sm text-muted">
                {children}
              </AlertDialog.Description>
              {failure && (
                <p role="alert" className="text-sm text-danger">
                  {failure}
                </p>
              )}
            </div>
            <DialogActions>
              <Button onClick={() => change(false)} disabled={pending}>
                {stay}
              </Button>
              <Button variant={variant} onClick={confirm} pending={pending} disabled={disabled}>
                {action}
              </Button>
            </DialogActions>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
