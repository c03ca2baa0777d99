'use client';

import { httpMethods } from '@patchbay/schema/tools/tool-definition.ts';
import { Controller, useFormContext } from 'react-hook-form';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { ArgumentsField } from './arguments-field';
import type { ToolForm } from './tool-form-values';

const methods = httpMethods.map((method) => ({ value: method, label: method }));

/** The request: where it goes stands here for good, and its arguments fill in the rest. */
export function HttpFields() {
  const { control, register, formState } = useFormContext<ToolForm>();
  const { errors } = formState;
  return (
    <>
      <div className="flex flex-col gap-4 sm:flex-row sm:items-start sm:gap-3">
        <Field label="Method" className="sm:w-32 sm:shrink-0">
          <Controller
            control={control}
            name="method"
            render={({ field }) => (
              <Select options={methods} value={field.value} onValueChange={field.onChange} />
            )}
          />
        </Field>
        <Field
          label="URL"
          hint="An argument stands in its path or query as {name}. Others go into the query, or for POST, PUT and PATCH into a JSON body."
          error={errors.url?.message}
          className="flex-1"
        >
          <Input
            mono
            autoComplete="off"
            spellCheck={false}
            placeholder="https://api.example.com/orders/{id}"
            {...register('url', { required: 'Write the URL.' })}
          />
        </Field>
      </div>
      <ArgumentsField />
    </>
  );
}
