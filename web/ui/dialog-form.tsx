import type { FormEventHandler, ReactNode } from 'react';
import type { FieldErrors, FieldValues, UseFormReturn } from 'react-hook-form';
import { Button } from './button';
import { DialogActions, DialogBody } from './dialog';
import { Trouble } from './trouble';

interface DialogFormProps<Values extends FieldValues> {
  form: UseFormReturn<Values>;
  onSubmit: FormEventHandler;
  onCancel(): void;
  /** The deed as a verb: "Make the project", never "OK". */
  action: string;
  /** The fields. */
  children: ReactNode;
}

/** The form of a dialog: its fields, what went wrong with the whole, and the two buttons that end it. */
export function DialogForm<Values extends FieldValues>(props: DialogFormProps<Values>) {
  const { form, onSubmit, onCancel, action, children } = props;
  const { isSubmitting } = form.formState;
  const errors: FieldErrors = form.formState.errors;
  return (
    <form onSubmit={onSubmit} noValidate className="flex min-h-0 flex-col">
      <DialogBody>
        {children}
        {errors.root && <Trouble>{errors.root.message}</Trouble>}
      </DialogBody>
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" pending={isSubmitting}>
          {action}
        </Button>
      </DialogActions>
    </form>
  );
}
