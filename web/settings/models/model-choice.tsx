import type { PickableModel } from '@/models/use-models';
import { Combobox } from '@/ui/combobox';
import type { Option } from '@/ui/select';

interface ModelChoiceProps {
  models: readonly PickableModel[];
  /** Empty: none chosen. */
  value: string;
  onValueChange(reference: string): void;
  /** Why a model cannot be chosen here; null where it can. */
  refuse?(model: PickableModel): string | null;
  /** What it is called to choose none, where that may be. */
  none?: string;
}

/** One model of the organisation. What cannot be chosen stays in the list, with the reason. */
export function ModelChoice(props: ModelChoiceProps) {
  const { models, value, onValueChange, refuse, none } = props;
  const listed = models.map((model): Option<string> => {
    const refusal = model.status === 'INACTIVE' ? 'Switched off' : (refuse?.(model) ?? null);
    return {
      value: model.reference,
      label: model.displayName,
      description: [model.reference, statusWords[model.status], refusal].filter(Boolean).join(' · '),
      disabled: refusal !== null,
    };
  });
  const known = value === '' || listed.some((option) => option.value === value);
  const nothing = none === undefined ? [] : [{ value: '', label: none }];
  return (
    <Combobox
      options={[...nothing, ...(known ? [] : [{ value, label: value }]), ...listed]}
      value={value === '' && none === undefined ? null : value}
      onValueChange={(reference) => onValueChange(reference ?? '')}
      placeholder="Search models"
      empty="No model matches."
    />
  );
}

/** Where only custom models are used, none of the platform may be chosen. */
export function refusalOf({ type }: PickableModel, exclusive: boolean): string | null {
  return exclusive && type === 'PLATFORM' ? 'Custom models only' : null;
}

const statusWords = {
  ACTIVE: '',
  INACTIVE: '',
  DELETED: 'deleted',
  UNCONFIGURED: 'not configured by the operator',
} satisfies Record<PickableModel['status'], string>;
