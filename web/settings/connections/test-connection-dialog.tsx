'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { graphql } from '@/graphql/generated';
import type { TestConnectionMutation } from '@/graphql/generated/graphql';
import { useDeed } from '@/graphql/use-deed';
import { Dialog } from '@/ui/dialog';
import { DialogForm } from '@/ui/dialog-form';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import type { Connection } from './connection-documents';

const Test = graphql(`
  mutation TestConnection($connectionId: ID!, $path: String!) {
    testConnection(input: { connectionId: $connectionId, path: $path }) {
      ... on TestConnectionPayload {
        check {
          passed
          status
          message
          latencyMs
        }
      }
      ...Failure
    }
  }
`);

type Check = Extract<TestConnectionMutation['testConnection'], { check: unknown }>['check'];

/** Sends one request with the saved secret, and says what came of it. */
export function TestConnectionDialog({ connection, onClose }: { connection: Connection; onClose(): void }) {
  const [run] = useDeed(Test);
  const [check, setCheck] = useState<Check>();
  const form = useForm({ defaultValues: { path: '/' } });
  const test = form.handleSubmit(async ({ path }) => {
    setCheck(undefined);
    const outcome = await run({ connectionId: connection.id, path });
    if (!outcome.ok) return showFailure(form, outcome);
    setCheck(outcome.data.check);
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Test ${connection.name}`}>
      <DialogForm form={form} onSubmit={test} onCancel={onClose} action="Test connection">
        <Field
          label="Path"
          hint={`A GET request is sent to this path of ${connection.setup?.origin ?? 'the origin'}.`}
          error={form.formState.errors.path?.message}
        >
          <Input mono autoComplete="off" spellCheck={false} {...form.register('path')} />
        </Field>
        <div aria-live="polite">
          {check && (
            <Notice
              tone={check.passed ? 'success' : 'danger'}
              title={check.passed ? 'The connection works' : 'The connection test failed'}
            >
              <p className="wrap-anywhere">
                {check.message} ({Math.round(check.latencyMs)} ms)
              </p>
            </Notice>
          )}
        </div>
      </DialogForm>
    </Dialog>
  );
}
