'use client';

import { FormProvider, useForm, useWatch } from 'react-hook-form';
import type { Failure } from '@/graphql/outcome';
import { Button } from '@/ui/button';
import { DialogActions, DialogBody } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { CapabilityFields } from './capability-fields';
import { ConnectionTestResult } from './connection-test-result';
import { CostFields } from './cost-fields';
import { CredentialFields } from './credential-fields';
import type { LendingModel, Provider } from './model-form-query';
import {
  type ModelFormValues,
  type SavedModelValues,
  detailsOf,
  setupOf,
  valuesOfNew,
  valuesOfSaved,
} from './model-form-values';
import { NameFields } from './name-fields';
import { ProviderField } from './provider-field';
import { showModelFailure } from './show-model-failure';
import { useConnectionTest } from './use-connection-test';

/** What a form holds when it is saved. */
export interface FilledModelForm {
  setup: ReturnType<typeof setupOf>;
  details: ReturnType<typeof detailsOf>;
  slug: string;
}

interface ModelFormProps {
  providers: readonly Provider[];
  lending: readonly LendingModel[];
  /** How many more models there are than `lending` holds. */
  unlisted: number;
  /** The model that is edited; null for a new one, which is saved only once it has passed a test. */
  saved: SavedModelValues | null;
  /** The provider that a new model begins with. */
  provider: string;
  /** Answers with what went wrong, if anything did. */
  onSave(filled: FilledModelForm): Promise<Failure | null>;
  onCancel(): void;
}

export function ModelForm({
  providers,
  lending,
  unlisted,
  saved,
  provider: first,
  onSave,
  onCancel,
}: ModelFormProps) {
  const form = useForm<ModelFormValues>({
    defaultValues: saved ? valuesOfSaved(saved) : valuesOfNew(first),
    mode: 'onChange',
  });
  const { errors, isSubmitting } = form.formState;
  const values = useWatch({ control: form.control }) as ModelFormValues;
  const provider = providers.find(({ id }) => id === values.provider);
  const fieldNames = provider?.fields.map(({ name }) => name) ?? [];
  const test = useConnectionTest(setupOf(values, fieldNames), saved?.id ?? null);

  async function runTest() {
    form.clearErrors();
    const tested = [
      ...fieldNames.map((name) => `fields.${name}` as const),
      'providerModelId',
      'maxTokens',
    ] as const;
    if (!(await form.trigger(tested, { shouldFocus: true }))) return;
    test.run((failure) => showModelFailure(form, failure));
  }
  const save = form.handleSubmit(async (typed) => {
    const failure = await onSave({
      setup: setupOf(typed, fieldNames),
      details: detailsOf(typed),
      slug: typed.slug.trim(),
    });
    if (failure) showModelFailure(form, failure);
  });

  return (
    <FormProvider {...form}>
      <form ref={takeFocus} onSubmit={save} noValidate className="flex min-h-0 flex-col">
        <DialogBody>
          <ProviderField providers={providers} chosen={provider} permanent={saved !== null} />
          {provider && (
            <CredentialFields
              provider={provider}
              lending={lending.filter((model) => model.provider === provider.id && model.id !== saved?.id)}
              unlisted={unlisted}
              masks={masksOf(saved)}
            />
          )}
          <Field
            label="Provider model id"
            hint={provider?.help ?? 'Exactly as the provider expects it.'}
            error={errors.providerModelId?.message}
          >
            <Input
              mono
              autoComplete="off"
              spellCheck={false}
              list="suggested-model-ids"
              placeholder={provider?.modelIdExample}
              {...form.register('providerModelId', {
                validate: (text) => text.trim() !== '' || 'Enter the id of the model.',
              })}
            />
          </Field>
          <datalist id="suggested-model-ids">
            {provider?.suggestedModelIds.map((id) => (
              <option key={id} value={id} />
            ))}
          </datalist>
          <NameFields permanentSlug={saved?.reference} />
          <Field
            label="Max tokens"
            hint="The longest answer that is asked for. It is passed on as it is."
            error={errors.maxTokens?.message}
          >
            <Input
              inputMode="numeric"
              className="sm:max-w-48"
              {...form.register('maxTokens', {
                validate: (text) => /^[1-9]\d*$/.test(text.trim()) || 'Enter a whole number of at least 1.',
              })}
            />
          </Field>
          <CapabilityFields />
          <CostFields />
        </DialogBody>
        {/* Where the buttons are: whoever presses one sees what came of it, wherever the form is scrolled to. */}
        <ConnectionTestResult
          test={test}
          className="max-h-[40vh] shrink-0 overflow-y-auto border-t border-line px-5 py-3"
          priced={values.inputCost.trim() !== '' && values.outputCost.trim() !== ''}
        />
        {errors.root && (
          <div className="border-t border-line px-5 py-3">
            <Notice tone="danger">{errors.root.message}</Notice>
          </div>
        )}
        <DialogActions>
          {!saved && !test.passed && (
            <p className="mr-auto self-center text-xs text-muted">Saving needs a passed test.</p>
          )}
          <Button onClick={onCancel}>Cancel</Button>
          <Button onClick={runTest} pending={test.running}>
            Test connection
          </Button>
          <Button type="submit" variant="primary" disabled={!saved && !test.passed} pending={isSubmitting}>
            Save model
          </Button>
        </DialogActions>
      </form>
    </FormProvider>
  );
}

/** The dialog opened before there was anything to fill in, and gave the focus to its close button. */
function takeFocus(form: HTMLFormElement | null) {
  form?.querySelector<HTMLElement>('button, input:not([readonly], [aria-hidden])')?.focus();
}

function masksOf(saved: SavedModelValues | null): Record<string, string> {
  return Object.fromEntries((saved?.fields ?? []).flatMap(({ name, mask }) => (mask ? [[name, mask]] : [])));
}
