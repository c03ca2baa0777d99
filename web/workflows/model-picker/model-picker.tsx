'use client';

import { Combobox } from '@base-ui/react/combobox';
import { capabilities, capabilityNames } from '@patchbay/schema/capabilities.ts';
import { defaultReference } from '@patchbay/schema/model-ref.ts';
import { requirementsOf } from '@patchbay/schema/workflow-graph.ts';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useMemo } from 'react';
import { Badge } from '@/ui/badge';
import { Field } from '@/ui/field';
import { useStep } from '../canvas/editor-context';
import {
  defaultOption,
  matches,
  modelGroups,
  optionOf,
  sayDefault,
  type ModelGroup,
  type ModelOption,
} from './model-options';
import { type PickableModel, useChosenModel, useModels, usePickingPolicy } from '@/models/use-models';

interface ModelPickerProps {
  nodeId: string;
  value: string;
  error?: string | undefined;
  readOnly: boolean;
  onChange(reference: string): void;
}

/** Which model a step asks. What cannot serve it is shown with the reason; what is chosen is never hidden. */
export function ModelPicker({ nodeId, value, error, readOnly, onChange }: ModelPickerProps) {
  const step = useStep(nodeId);
  const { models, state } = useModels();
  const policy = usePickingPolicy();
  const chosen = useChosenModel(value);

  const groups = useMemo(() => {
    if (step?.kind !== 'prompt') return [];
    const { onMissingCapability } = step.data;
    return modelGroups(models, policy, { requirements: requirementsOf(step), onMissingCapability });
  }, [models, policy, step]);

  const selected = useMemo((): ModelOption | null => {
    if (value === '') return null;
    if (value === defaultReference) return defaultOption(policy);
    const listed = groups.flatMap(({ items }) => items).find((option) => option.value === value);
    if (listed) return listed;
    const exclusive = policy?.exclusive ?? false;
    if (chosen) return optionOf(chosen, exclusive, { requirements: [], onMissingCapability: 'refuse' });
    return { value, label: value, hint: null, model: null, reason: null, search: value };
  }, [value, groups, chosen, policy]);

  const isAlias = policy?.aliases.some(({ alias }) => alias === value) ?? false;
  const gone = value !== '' && value !== defaultReference && !isAlias && chosen === null;
  const fault =
    error ??
    (gone
      ? `There is no model "${value}" here any more. Choose another one.`
      : (selected?.reason ?? undefined));

  return (
    <Field
      label="Model"
      error={fault}
      hint={value === defaultReference ? sayDefault(policy) : (selected?.hint ?? undefined)}
    >
      <Combobox.Root
        items={groups}
        value={selected}
        readOnly={readOnly}
        autoHighlight
        itemToStringLabel={(option: ModelOption) => option.label}
        isItemEqualToValue={(one: ModelOption, other: ModelOption) => one.value === other.value}
        filter={(option: ModelOption, query) => matches(option, query)}
        onValueChange={(option: ModelOption | null) => option && onChange(option.value)}
      >
        <Combobox.InputGroup className="relative w-full">
          <Combobox.Input
            placeholder="Search models"
            className="control pr-8"
            // Typing searches anew rather than on from the name of the chosen model.
            onClick={(event) => event.currentTarget.select()}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Combobox.Trigger
            aria-label="Show the models"
            className="absolute inset-y-0 right-0 flex w-8 items-center justify-center rounded-md text-muted"
          >
            <ChevronsUpDown className="size-3.5" />
          </Combobox.Trigger>
        </Combobox.InputGroup>
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={4} align="end" className="z-50">
            <Combobox.Popup className="popup w-96 max-w-(--available-width)">
              <Combobox.Empty className="px-3 py-2 text-sm text-muted empty:hidden">
                {emptyWords[state]}
              </Combobox.Empty>
              <Combobox.List className="max-h-[min(24rem,var(--available-height))] overflow-y-auto p-1 data-empty:p-0">
                {(group: ModelGroup) => (
                  <Combobox.Group key={group.value} items={group.items} className="not-first:mt-1">
                    {group.value !== '' && (
                      <Combobox.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-muted">
                        {group.value}
                      </Combobox.GroupLabel>
                    )}
                    <Combobox.Collection>
                      {(option: ModelOption) => (
                        <Combobox.Item
                          key={option.value}
                          value={option}
                          disabled={option.reason !== null}
                          className="option items-start! py-1.5!"
                        >
                          <OptionText option={option} />
                          <Combobox.ItemIndicator className="text-accent">
                            <Check className="size-4" />
                          </Combobox.ItemIndicator>
                        </Combobox.Item>
                      )}
                    </Combobox.Collection>
                  </Combobox.Group>
                )}
              </Combobox.List>
              {policy?.exclusive && (
                <p className="border-t border-line px-3 py-2 text-xs text-muted">
                  Platform models are hidden: this organisation uses its own models only.
                </p>
              )}
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </Field>
  );
}

function OptionText({ option: { label, value, hint, model, reason } }: { option: ModelOption }) {
  return (
    <span className="flex min-w-0 flex-1 flex-col gap-0.5">
      <span className="flex items-baseline justify-between gap-3">
        <span className="truncate">{label}</span>
        {model && <code className="truncate font-mono text-xs text-muted">{value}</code>}
      </span>
      {hint && <span className="text-xs text-muted">{hint}</span>}
      {model && (
        <span className="flex flex-wrap items-center gap-1">
          {model.status !== 'ACTIVE' && <Badge tone="warning">{statusWords[model.status]}</Badge>}
          {capabilityNames
            .filter((name) => model.capabilities[name])
            .map((name) => (
              <Badge key={name}>{capabilities[name].label}</Badge>
            ))}
        </span>
      )}
      {reason && <span className="text-xs text-muted">{reason}</span>}
    </span>
  );
}

const emptyWords = {
  loading: 'Loading the models',
  loaded: 'No model matches.',
  failed: 'The models could not be loaded.',
};

const statusWords = {
  ACTIVE: 'Active',
  INACTIVE: 'Switched off',
  DELETED: 'Deleted',
  UNCONFIGURED: 'Not configured',
} satisfies Record<PickableModel['status'], string>;
