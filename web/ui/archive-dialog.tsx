import type { Outcome } from '@/graphql/outcome';
import { ConfirmDialog } from './confirm-dialog';
import { toast } from './toast';

interface ArchiveDialogProps {
  /** Of what is archived, or restored where it is already. */
  name: string;
  restoring: boolean;
  /** What comes of either. */
  archives: string;
  restores: string;
  onConfirm(): Promise<Outcome<unknown>>;
  onClose(): void;
  onDone(): void;
}

/** Archives something, or restores what is archived. */
export function ArchiveDialog(props: ArchiveDialogProps) {
  const { name, restoring, archives, restores, onConfirm, onClose, onDone } = props;

  async function confirm(): Promise<string | undefined> {
    const outcome = await onConfirm();
    if (!outcome.ok) return outcome.message;
    toast.success(`${name} is ${restoring ? 'restored' : 'archived'}`);
    onDone();
    return undefined;
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={restoring ? `Restore ${name}?` : `Archive ${name}?`}
      action={restoring ? 'Restore' : 'Archive'}
      variant="primary"
      onConfirm={confirm}
    >
      {restoring ? restores : archives}
    </ConfirmDialog>
  );
}
