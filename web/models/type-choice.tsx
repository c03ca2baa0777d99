import type { ModelType } from '@/graphql/generated/graphql';
import { typeWords } from './model-words';

const types = [
  { value: null, label: 'All' },
  { value: 'PLATFORM', label: typeWords.PLATFORM },
  { value: 'CUSTOM', label: typeWords.CUSTOM },
] as const;

interface TypeChoiceProps {
  /** Null: both. */
  type: ModelType | null;
  onTypeChange(type: ModelType | null): void;
}

/** The browser's own radio buttons: the few choices are in sight, and cost the list no more to fetch. */
export function TypeChoice({ type, onTypeChange }: TypeChoiceProps) {
  return (
    <fieldset className="flex rounded-md border border-edge bg-panel p-0.5">
      <legend className="sr-only">Type</legend>
      {types.map(({ value, label }) => (
        <label
          key={label}
          className="flex h-6.5 cursor-pointer items-center rounded-sm px-2.5 text-muted hover:text-ink has-checked:bg-sunken has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-8.5"
        >
          <input
            type="radio"
            name="type"
            className="sr-only"
            checked={type === value}
            onChange={() => onTypeChange(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
