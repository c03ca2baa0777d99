'use client';

import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { graphql } from '@/graphql/generated';
import type { TryToolMutation } from '@/graphql/generated/graphql';
import { useDeed } from '@/graphql/use-deed';
import { Dialog } from '@/ui/dialog';
import { DialogForm } from '@/ui/dialog-form';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Notice } from '@/ui/notice';
import { Select } from '@/ui/select';
import { Textarea } from '@/ui/textarea';
import { exampleArguments } from './example-arguments';
import type { Tool } from './tool-documents';

const Try = graphql(`
  mutation TryTool($toolId: ID!, $name: String!, $arguments: JSON) {
    tryTool(input: { toolId: $toolId, name: $name, arguments: $arguments }) {
      ... on TryToolPayload {
        trial {
          failed
          text
          latencyMs
        }
      }
      ...Failure
    }
  }
`);

type Trial = Extract<TryToolMutation['tryTool'], { trial: unknown }>['trial'];

/** Calls the tool as a model would, and shows what the model would be told. */
export function TryToolDialog({ tool, onClose }: { tool: Tool; onClose(): void }) {
  const [run] = useDeed(Try);
  const [trial, setTrial] = useState<Trial>();
  const [first] = tool.offers;
  const form = useForm({
    defaultValues: { name: first?.name ?? '', arguments: exampleArguments(first?.parameters) },
  });
  const { errors } = form.formState;

  const attempt = form.handleSubmit(async ({ name, arguments: text }) => {
    setTrial(undefined);
    let args: unknown;
    try {
      args = JSON.parse(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'it cannot be read';
      return form.setError('arguments', { message: `This is not JSON: ${reason}.` });
    }
    const outcome = await run({ toolId: tool.id, name, arguments: args });
    if (!outcome.ok) return showFailure(form, outcome);
    setTrial(outcome.data.trial);
  });

  return (
    <Dialog
      open
      lasting
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={`Try ${tool.name}`}
      description="Really calls it, with its connection, as a model would."
    >
      <DialogForm form={form} onSubmit={attempt} onCancel={onClose} action="Try it">
        {tool.offers.length > 1 && (
          <Field label="Tool of the server" error={errors.name?.message}>
            <Controller
              control={form.control}
              name="name"
              render={({ field }) => (
                <Select
                  options={tool.offers.map(({ name }) => ({ value: name, label: name }))}
                  value={field.value}
                  onValueChange={(name) => {
                    field.onChange(name);
                    const offer = tool.offers.find((one) => one.name === name);
                    form.setValue('arguments', exampleArguments(offer?.parameters));
                  }}
                />
              )}
            />
          </Field>
        )}
        <Field
          label="Arguments"
          hint="As JSON, as a model would fill them in."
          error={errors.arguments?.message}
        >
          <Textarea
            rows={5}
            spellCheck={false}
            className="max-h-72 font-mono text-xs leading-5"
            {...form.register('arguments')}
          />
        </Field>
        <div aria-live="polite">
          {trial && (
            <Notice
              tone={trial.failed ? 'danger' : 'success'}
              title={`${trial.failed ? 'The call failed' : 'It answered'} after ${Math.round(trial.latencyMs)} ms`}
            >
              <pre
                // A long answer is scrolled by keyboard, too.
                // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
                tabIndex={0}
                aria-label="What the model would be told"
                className="mt-1 max-h-72 overflow-auto font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap"
              >
                {trial.text}
              </pre>
            </Notice>
          )}
        </div>
      </DialogForm>
    </Dialog>
  );
}
