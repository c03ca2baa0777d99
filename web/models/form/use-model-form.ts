'use client';

import { useState } from 'react';
import { useForm, useWatch, type UseFormReturn } from 'react-hook-form';
import type { Failure } from '@/graphql/outcome';
import { useTakeOver } from '@/ui/use-take-over';
import { findingsOf, useCapabilityProbe, type CapabilityProbe } from '../evidence/use-capability-probe';
import { fieldsAtFault } from './fields-at-fault';
import { fillCosts } from './fill-costs';
import type { Provider } from './model-form-query';
import {
  type ModelFormValues,
  type SavedModelValues,
  type Setup,
  setupOf,
  valuesOfNew,
  valuesOfSaved,
} from './model-form-values';
import { askedFields } from './provider-fields';
import { showModelFailure } from './show-model-failure';
import { type ConnectionTest, type TestResult, useConnectionTest } from './use-connection-test';

interface ModelFormState {
  form: UseFormReturn<ModelFormValues>;
  provider: Provider | undefined;
  /** What would be tested, probed or saved now. */
  setup: Setup;
  setupIn(values: ModelFormValues): Setup;
  test: ConnectionTest;
  probe: CapabilityProbe;
  /** Where the prices came from that the last passed test filled in. */
  priceSource: string | null;
  runTest(): Promise<void>;
  detect(): Promise<void>;
  labelOf(field: string): string;
}

export function useModelForm(
  providers: readonly Provider[],
  saved: SavedModelValues | null,
  first: string | undefined,
): ModelFormState {
  const form = useForm<ModelFormValues>({
    defaultValues: saved
      ? valuesOfSaved(saved)
      : valuesOfNew(providers.find(({ id }) => id === first) ?? providers[0]),
    mode: 'onChange',
  });
  useTakeOver(form, saved && { revision: saved.revision, values: valuesOfSaved(saved) });
  const values = useWatch({ control: form.control }) as ModelFormValues;
  const test = useConnectionTest(saved?.id ?? null);
  const [priceSource, setPriceSource] = useState<string | null>(null);

  const provider = providers.find(({ id }) => id === values.provider);
  const fields = provider?.fields ?? [];
  const setupIn = (typed: ModelFormValues) => setupOf(typed, fields);
  const probe = useCapabilityProbe(
    saved?.id ?? null,
    saved
      ? { findings: findingsOf(saved.evidence), probed: setupOf(valuesOfSaved(saved), fields) }
      : undefined,
  );
  const refused = (failure: Failure) => showModelFailure(form, failure);

  /** What a call needs, and no more: names and prices can come later. */
  async function readyToCall(): Promise<boolean> {
    form.clearErrors();
    const asked = askedFields(fields, form.getValues('fields')).map(({ name }) => `fields.${name}` as const);
    return form.trigger([...asked, 'providerModelId', 'maxTokens'], { shouldFocus: true });
  }

  function takeResult(result: TestResult) {
    const price = result.suggestedPrice;
    const filled = price && fillCosts(form.getValues(), price);
    if (filled) {
      const options = { shouldDirty: true, shouldValidate: true };
      if (filled.inputCost) form.setValue('inputCost', filled.inputCost, options);
      if (filled.outputCost) form.setValue('outputCost', filled.outputCost, options);
      setPriceSource(price.source);
    }
    if (result.passed) return;
    for (const { field, message } of fieldsAtFault(result.errorKind, fields, form.getValues()))
      form.setError(field, { message });
  }

  return {
    form,
    provider,
    setup: setupIn(values),
    setupIn,
    test,
    probe,
    priceSource,
    labelOf: (name) => fields.find((field) => field.name === name)?.label ?? name,
    async runTest() {
      setPriceSource(null);
      if (await readyToCall()) test.run(setupIn(form.getValues()), { result: takeResult, refused });
    },
    async detect() {
      if (await readyToCall()) probe.run(setupIn(form.getValues()), refused);
    },
  };
}
