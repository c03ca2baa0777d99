'use client';

import { Controller, useForm, useWatch } from 'react-hook-form';
import type { ConnectionKind } from '@/graphql/generated/graphql';
import { useDeed } from '@/graphql/use-deed';
import { useEdit } from '@/graphql/use-edit';
import { Dialog } from '@/ui/dialog';
import { DialogForm } from '@/ui/dialog-form';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { toast } from '@/ui/toast';
import { useTakeOver } from '@/ui/use-take-over';
import { connectionKinds, kindOptions } from './connection-kinds';
import { type Connection, ConnectionNow, CreateConnection, UpdateConnection } from './connection-documents';

interface ConnectionForm {
  name: string;
  origin: string;
  kind: ConnectionKind;
  fields: Record<string, string>;
}

interface ConnectionDialogProps {
  projectId: string;
  /** The one to edit; without it a new one is made. */
  connection?: Connection;
  onClose(): void;
}

export function ConnectionDialog({ projectId, connection, onClose }: ConnectionDialogProps) {
  const [create] = useDeed(CreateConnection);
  const [update] = useDeed(UpdateConnection);
  const { base, refused } = useEdit(connection, async (ask) => {
    const node = (await ask(ConnectionNow, { id: connection?.id ?? '' }))?.node;
    return node && 'revision' in node ? (node as Connection) : null;
  });
  const saved = base?.setup;
  const form = useForm<ConnectionForm>({ defaultValues: valuesOf(base) });
  useTakeOver(form, base ? { revision: base.revision, values: valuesOf(base) } : null);
  const { errors } = form.formState;
  const kind = useWatch({ control: form.control, name: 'kind' });
  const described = connectionKinds[kind];

  const save = form.handleSubmit(async ({ fields, ...values }) => {
    const given = described.fields.map(({ name }) => ({ name, value: fields[name] ?? '' }));
    const outcome = base
      ? await update({ ...values, fields: given, connectionId: base.id, expectedRevision: base.revision })
      : await create({ ...values, fields: given, projectId });
    if (outcome.ok) {
      toast.success(connection ? 'The connection is saved' : `${values.name} is added`);
      return onClose();
    }
    const faults = Object.entries(outcome.fieldErrors).filter(([path]) =>
      /^(name|origin|fields\.\w+)$/.test(path),
    );
    for (const [index, [path, message]] of faults.entries())
      form.setError(
        path as 'name' | 'origin' | `fields.${string}`,
        { message },
        { shouldFocus: index === 0 },
      );
    if (faults.length === 0) form.setError('root', { message: (await refused(outcome)).message });
  });

  return (
    <Dialog
      open
      lasting
      onOpenChange={(open) => !open && onClose()}
      title={connection ? 'Edit the connection' : 'New connection'}
    >
      <DialogForm
        form={form}
        onSubmit={save}
        onCancel={onClose}
        action={connection ? 'Save' : 'Add the connection'}
      >
        <Field label="Name" error={errors.name?.message}>
          <Input
            autoComplete="off"
            placeholder="Order service"
            {...form.register('name', { required: 'Give the connection a name.' })}
          />
        </Field>
        <Field
          label="Origin"
          hint="Scheme, host and port. The secret is sent there and nowhere else."
          error={errors.origin?.message}
        >
          <Input
            mono
            autoComplete="off"
            spellCheck={false}
            placeholder="https://api.example.com"
            {...form.register('origin', { required: 'Write an origin, such as https://api.example.com.' })}
          />
        </Field>
        <Field label="Signs in by" hint={described.description}>
          <Controller
            control={form.control}
            name="kind"
            render={({ field }) => (
              <Select options={kindOptions} value={field.value} onValueChange={field.onChange} />
            )}
          />
        </Field>
        {described.fields.map(({ name, label, secret, required, placeholder, help }) => {
          const mask = saved?.kind === kind ? saved.fields.find((one) => one.name === name)?.mask : undefined;
          return (
            <Field
              key={`${kind} ${name}`}
              label={label}
              optional={!required}
              hint={mask ? `Saved: ${mask}. Leave blank to keep it.` : help}
              error={errors.fields?.[name]?.message}
            >
              <Input
                mono
                // The browser's own password store has no business with a project's secrets.
                type={secret ? 'password' : 'text'}
                autoComplete={secret ? 'new-password' : 'off'}
                spellCheck={false}
                placeholder={mask ? '' : placeholder}
                {...form.register(`fields.${name}`)}
              />
            </Field>
          );
        })}
      </DialogForm>
    </Dialog>
  );
}

function valuesOf(connection: Connection | undefined): ConnectionForm {
  const saved = connection?.setup;
  return {
    name: connection?.name ?? '',
    origin: saved?.origin ?? '',
    kind: saved?.kind ?? 'BEARER',
    // Secrets stay blank: a blank one keeps what is saved.
    fields: Object.fromEntries(saved?.fields.map(({ name, value }) => [name, value ?? '']) ?? []),
  };
}
