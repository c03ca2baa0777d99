'use client';

import { useEffect } from 'react';
import { FormProvider } from 'react-hook-form';
import type { Failure } from '@/graphql/outcome';
import { Button } from '@/ui/button';
import { DialogActions } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Trouble } from '@/ui/trouble';
import { CapabilityFields } from './capability-fields';
import { ConnectionPanel } from './connection-panel';
import { CostFields } from './cost-fields';
import { CredentialFields } from './credential-fields';
import { FormSection } from './form-section';
import type { Provider } from './model-form-query';
import { detailsOf, type SavedModelValues, type Setup } from './model-form-values';
import { ModelIdField } from './model-id-field';
import { NameFields } from './name-fields';
import { ProviderField } from './provider-field';
import { whySaveIsOff } from './save-gate';
import { showModelFailure } from './show-model-failure';
import { useModelForm } from './use-model-form';

/** What a form holds when it is saved. */
export interface FilledModelForm {
  setup: Setup;
  details: ReturnType<typeof detailsOf>;
  slug: string;
}

interface ModelFormProps {
  providers: readonly Provider[];
  /** The model that is edited; null for a new one, which is saved only once it has passed a test. */
  saved: SavedModelValues | null;
  /** The provider that a new model begins with. */
  provider: string | undefined;
  /** Answers with what went wrong, if anything did. */
  onSave(filled: FilledModelForm): Promise<Failure | null>;
  onCancel(): void;
  /** Whether something stands in the form that would be lost. */
  onUnsaved(unsaved: boolean): void;
}

export function ModelForm(props: ModelFormProps) {
  const { providers, saved, provider: first, onSave, onCancel, onUnsaved } = props;
  const { form, provider, setup, setupIn, test, probe, priceSource, runTest, detect, labelOf } = useModelForm(
    providers,
    saved,
    first,
  );
  const { errors, isSubmitting, isDirty } = form.formState;
  useEffect(() => onUnsaved(isDirty), [isDirty, onUnsaved]);
  const gate = saved ? null : whySaveIsOff(test, setup, labelOf);

  const save = form.handleSubmit(async (typed) => {
    const failure = await onSave({
      setup: setupIn(typed),
      details: detailsOf(typed),
      slug: typed.slug.trim(),
    });
    if (failure) showModelFailure(form, failure);
  });

  return (
    <FormProvider {...form}>
      <form ref={takeFocus} onSubmit={save} noValidate className="flex min-h-0 flex-col">
        <div className="mt-3 min-h-0 overflow-y-auto border-t border-line md:grid md:grid-cols-[minmax(0,1fr)_20rem] md:overflow-hidden">
          <div className="flex flex-col gap-5 px-5 py-4 md:overflow-y-auto">
            <FormSection title="Provider and credentials">
              <ProviderField providers={providers} chosen={provider} permanent={saved !== null} />
              {provider && (
                <CredentialFields provider={provider} modelId={saved?.id} masks={masksOf(saved)} />
              )}
            </FormSection>
            <FormSection title="Model">
              <ModelIdField provider={provider} />
              <NameFields permanentSlug={saved?.reference} />
              <Field
                label="Max Tokens"
                hint="The longest answer that is asked for. It is passed on as it is, and is not the size of the context."
                error={errors.maxTokens?.message}
              >
                <Input
                  inputMode="numeric"
                  className="sm:max-w-48"
                  {...form.register('maxTokens', {
                    validate: (text) =>
                      /^[1-9]\d*$/.test(text.trim()) || 'Enter a whole number of at least 1.',
                  })}
                />
              </Field>
            </FormSection>
            <FormSection title="Capabilities">
              <CapabilityFields
                taken={provider?.reasoningParameters ?? []}
                probe={probe}
                now={setup}
                onDetect={detect}
              />
            </FormSection>
            <FormSection title="Cost">
              <CostFields />
            </FormSection>
          </div>
          {/* In sight beside the fields, and below them where there is no room. */}
          <div className="flex flex-col gap-3 border-t border-line bg-canvas px-5 py-4 md:overflow-y-auto md:border-t-0 md:border-l">
            <ConnectionPanel
              test={test}
              now={setup}
              labelOf={labelOf}
              priceSource={priceSource}
              onTest={runTest}
            />
            {errors.root && <Trouble>{errors.root.message}</Trouble>}
          </div>
        </div>
        <DialogActions>
          {gate && (
            <p
              id="why-save-is-off"
              className="mr-auto min-w-0 flex-1 basis-full self-center text-xs text-muted sm:basis-48"
            >
              {gate}
            </p>
          )}
          <Button onClick={onCancel}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            disabled={gate !== null}
            aria-describedby={gate ? 'why-save-is-off' : undefined}
            pending={isSubmitting}
          >
            Save model
          </Button>
        </DialogActions>
      </form>
    </FormProvider>
  );
}

/** The dialog opened before there was anything to fill in, and gave the focus to its close button. */
function takeFocus(form: HTMLFormElement | null) {
  form?.querySelector<HTMLElement>('input:not([readonly], [aria-hidden], [tabindex="-1"])')?.focus();
}

function masksOf(saved: SavedModelValues | null): Record<string, string> {
  return Object.fromEntries((saved?.fields ?? []).flatMap(({ name, mask }) => (mask ? [[name, mask]] : [])));
}
