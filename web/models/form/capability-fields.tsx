'use client';

import { capabilities, capabilityNames } from '@patchbay/schema/capabilities.ts';
import { ScanSearch, Square } from 'lucide-react';
import { Controller, useFormContext } from 'react-hook-form';
import type { ReasoningParameter } from '@/graphql/generated/graphql';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import { Switch } from '@/ui/switch';
import { asFound, contradicts, holdsFor } from '../evidence/contradicts';
import { EvidenceLine } from '../evidence/evidence-line';
import type { CapabilityProbe } from '../evidence/use-capability-probe';
import { reasoningParameterNames } from '../reasoning-parameters';
import type { ModelFormValues, Setup } from './model-form-values';

const reasoningParameters = [
  {
    value: 'MAX_TOKENS',
    label: reasoningParameterNames.MAX_TOKENS,
    description: 'A budget in tokens: Claude and Gemini',
  },
  {
    value: 'EFFORT',
    label: reasoningParameterNames.EFFORT,
    description: 'low, medium or high: GPT and Grok',
  },
] as const;

interface CapabilityFieldsProps {
  /** Shapes in which the provider takes reasoning. */
  taken: readonly ReasoningParameter[];
  probe: CapabilityProbe;
  now: Setup;
  onDetect(): void;
}

/** What the model can do, a sentence each, and beside it what was found out about it. */
export function CapabilityFields({ taken, probe, now, onDetect }: CapabilityFieldsProps) {
  const { control, watch, setValue } = useFormContext<ModelFormValues>();
  const toggles = watch('capabilities');
  const holding = capabilityNames.filter((name) => holdsFor(name, probe, now));
  const wrong = holding.filter((name) => contradicts(probe.findings[name], toggles[name]));

  function useFound() {
    const held = Object.fromEntries(holding.map((name) => [name, probe.findings[name]]));
    for (const [name, on] of Object.entries(asFound(held, toggles)))
      setValue(`capabilities.${name as keyof typeof toggles}`, on, { shouldDirty: true });
  }

  return (
    <div className="flex flex-col gap-4">
      {capabilityNames.map((name) => {
        const finding = probe.findings[name];
        return (
          <div key={name} className="flex flex-col gap-1.5">
            <Controller
              control={control}
              name={`capabilities.${name}`}
              render={({ field }) => (
                <Switch
                  label={capabilities[name].label}
                  hint={capabilities[name].help}
                  checked={field.value}
                  onCheckedChange={field.onChange}
                />
              )}
            />
            <div aria-live="polite" className="border-l-2 border-line pl-2.5 empty:hidden">
              {finding && (
                <EvidenceLine
                  finding={finding}
                  stale={finding !== 'probing' && !holding.includes(name)}
                  contradicts={wrong.includes(name)}
                  dated
                />
              )}
            </div>
            {name === 'reasoning' && toggles.reasoning && (
              <Controller
                control={control}
                name="reasoningParameter"
                render={({ field }) => (
                  <Field label="Reasoning parameter name" hint="How the budget is sent to the provider.">
                    <Select
                      className="sm:w-64!"
                      options={reasoningParameters.filter(({ value }) => taken.includes(value))}
                      value={field.value}
                      onValueChange={field.onChange}
                    />
                  </Field>
                )}
              />
            )}
          </div>
        );
      })}
      <div className="flex flex-wrap items-center gap-2 border-t border-line pt-3">
        {probe.running ? (
          <Button icon={<Square />} onClick={probe.stop}>
            Stop detecting
          </Button>
        ) : (
          <Button icon={<ScanSearch />} onClick={onDetect}>
            Detect capabilities
          </Button>
        )}
        {wrong.length > 0 && !probe.running && <Button onClick={useFound}>Use what was found</Button>}
        <p className="min-w-0 flex-1 basis-48 text-xs text-muted">
          Asks the model for each of them: a few short calls, billed by the provider. The toggles stay yours.
        </p>
      </div>
    </div>
  );
}
