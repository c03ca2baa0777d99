'use client';

import { capabilities, capabilityNames } from '@patchbay/schema/capabilities.ts';
import { deriveSlug } from '@patchbay/schema/model-ref.ts';
import { Controller, FormProvider, useForm, useWatch } from 'react-hook-form';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { Button } from '@/ui/button';
import { DialogActions, DialogBody } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Select } from '@/ui/select';
import { toast } from '@/ui/toast';
import type { Provider, SavedModel } from './add-model-dialog';
import { CapabilityFields } from './capability-fields';
import { ConnectionTestResult } from './connection-test-result';
import { CostFields } from './cost-fields';
import { CredentialFields } from './credential-fields';
import { type ModelForm, setupOf } from './model-form';
import { showModelFailure } from './show-model-failure';
import { useConnectionTest } from './use-connection-test';

const Add = graphql(`
  mutation AddCustomModel($input: AddCustomModelInput!) {
    addCustomModel(input: $input) {
      ... on AddCustomModelPayload {
        model {
          id
          reference
          displayName
        }
      }
      ...Failure
    }
  }
`);

const initialCapabilities = Object.fromEntries(
  capabilityNames.map((name) => [name, capabilities[name].initially]),
) as ModelForm['capabilities'];

interface AddModelFormProps {
  providers: readonly Provider[];
  saved: readonly SavedModel[];
  onClose(): void;
}

export function AddModelForm({ providers, saved, onClose }: AddModelFormProps) {
  const [add] = useDeed(Add);
  const form = useForm<ModelForm>({
    defaultValues: {
      provider: providers[0]?.id ?? '',
      fields: {},
      credentialsFrom: '',
      providerModelId: '',
      displayName: '',
      slug: '',
      description: '',
      maxTokens: '4096',
      capabilities: initialCapabilities,
      reasoningParameter: 'MAX_TOKENS',
      inputCost: '',
      outputCost: '',
    },
  });
  const { errors, isSubmitting, dirtyFields } = form.formState;
  const values = useWatch({ control: form.control }) as ModelForm;
  const provider = providers.find(({ id }) => id === values.provider);
  const fieldNames = provider?.fields.map(({ name }) => name) ?? [];
  const setup = setupOf(values, fieldNames);
  const test = useConnectionTest(setup);

  const runTest = form.handleSubmit(async () => {
    const failure = await test.run();
    if (failure) showModelFailure(form, failure);
  });
  const save = form.handleSubmit(async (typed) => {
    const { displayName, slug, description, inputCost, outputCost } = typed;
    const outcome = await add({
      input: {
        setup: setupOf(typed, fieldNames),
        displayName,
        slug,
        description: description || null,
        inputCost: inputCost.trim() || null,
        outputCost: outputCost.trim() || null,
      },
    });
    if (!outcome.ok) return showModelFailure(form, outcome);
    toast.success(`${outcome.data.model.displayName} is added`);
    onClose();
  });

  return (
    <FormProvider {...form}>
      <form onSubmit={save} noValidate className="flex min-h-0 flex-col">
        <DialogBody>
          <Controller
            control={form.control}
            name="provider"
            render={({ field }) => (
              <Field label="Provider" hint={provider?.summary}>
                <Select
                  options={providers.map(({ id, label }) => ({ value: id, label }))}
                  value={field.value}
                  onValueChange={(id) => {
                    field.onChange(id);
                    // Another provider asks for other things: nothing of the last one goes to it.
                    form.setValue('fields', {});
                    form.setValue('credentialsFrom', '');
                  }}
                />
              </Field>
            )}
          />
          {provider && (
            <CredentialFields
              provider={provider}
              saved={saved.filter((model) => model.provider === provider.id)}
            />
          )}
          <Field
            label="Provider model id"
            hint="Exactly as the provider expects it."
            error={errors.providerModelId?.message}
          >
            <Input
              mono
              autoComplete="off"
              list="suggested-model-ids"
              placeholder={provider?.modelIdExample}
              {...form.register('providerModelId', { required: 'Enter the id of the model.' })}
            />
          </Field>
          <datalist id="suggested-model-ids">
            {provider?.suggestedModelIds.map((id) => (
              <option key={id} value={id} />
            ))}
          </datalist>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              label="Display name"
              hint="How it is called in the picker."
              error={errors.displayName?.message}
            >
              <Input
                autoComplete="off"
                {...form.register('displayName', {
                  required: 'Give the model a name.',
                  onChange: ({ target }) => {
                    // A slug that somebody typed is theirs.
                    if (!dirtyFields.slug) form.setValue('slug', deriveSlug(target.value));
                  },
                })}
              />
            </Field>
            <Field
              label="Slug"
              hint="What workflows store. Permanent once it is saved."
              error={errors.slug?.message}
            >
              <Input
                mono
                autoComplete="off"
                {...form.register('slug', { required: 'Enter a slug, such as "legal-gpt".' })}
              />
            </Field>
          </div>
          <Field
            label="Max tokens"
            hint="The longest answer that is asked for. It is passed on as it is."
            error={errors.maxTokens?.message}
            className="sm:max-w-48"
          >
            <Input
              inputMode="numeric"
              {...form.register('maxTokens', {
                validate: (text) => /^[1-9]\d*$/.test(text.trim()) || 'Enter a whole number of at least 1.',
              })}
            />
          </Field>
          <CapabilityFields />
          <CostFields />
          <ConnectionTestResult test={test} />
          {errors.root && <Notice tone="danger">{errors.root.message}</Notice>}
        </DialogBody>
        <DialogActions>
          {!test.passed && (
            <p className="mr-auto self-center text-xs text-muted">Saving needs a passed test.</p>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={runTest} pending={test.running}>
            Test connection
          </Button>
          <Button type="submit" variant="primary" disabled={!test.passed} pending={isSubmitting}>
            Save model
          </Button>
        </DialogActions>
      </form>
    </FormProvider>
  );
}
