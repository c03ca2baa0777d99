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
  placeholder?: string;
  'aria-label'?: string;
}

/** One model of the organisation. What cannot be chosen stays in the list, with the reason. */
export function ModelChoice(props: ModelChoiceProps) {
  const { models, value, onValueChange, refuse, placeholder = 'Search models' } = props;
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
  return (
    <Combobox
      aria-label={props['aria-label']}
      options={known ? listed : [{ value, label: value }, ...listed]}
      value={value === '' ? null : value}
      onValueChange={(reference) => onValueChange(reference ?? '')}
      placeholder={placeholder}
      empty="No model matches."
    />
  );
}

const statusWords = {
  ACTIVE: '',
  INACTIVE: '',
  DELETED: 'deleted',
  UNCONFIGURED: 'not configured by the operator',
} satisfies Record<PickableModel['status'], string>;
