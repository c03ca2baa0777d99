import type { FieldPath } from '@patchbay/schema/versions/node-fields.ts';
import type { Side, StepConflict } from '@patchbay/schema/versions/merge-graphs.ts';
import clsx from 'clsx';
import { RadioGroup } from '@/ui/radio-group';
import { TextDiff } from '../versions/text-diff';
import { nameOfField } from './name-of-field';

interface ConflictingStepProps {
  conflict: StepConflict;
  savedBy: string;
  choice: Side | undefined;
  onChoose(side: Side): void;
}

const reasons = {
  'both-changed': () => 'Both of you changed it.',
  'they-removed': (they) => `${they} removed it; you worked on it.`,
  'i-removed': (they) => `You removed it; ${they} worked on it.`,
  connections: (they) => `Your connections and those of ${they} do not fit together.`,
} satisfies Record<StepConflict['reason'], (they: string) => string>;

/** One step of two makings, side by side, and which of them is to stay. */
export function ConflictingStep({ conflict, savedBy, choice, onChoose }: ConflictingStepProps) {
  const { name, reason, fields } = conflict;
  const gone = (side: Side) => (conflict[side] === null ? 'Without this step' : undefined);
  return (
    <li className="rounded-md border border-line p-4">
      <h3 className="text-sm font-semibold">{name}</h3>
      <p className="mb-3 text-sm text-muted">{reasons[reason](savedBy)}</p>
      {fields.map(({ path, base, mine, theirs }) => (
        <div key={path.join('.')} className="mb-3">
          <h4 className="mb-1 text-xs font-medium">
            {nameOfField(path as FieldPath, (conflict.mine ?? conflict.theirs)?.kind)}
          </h4>
          <div className="grid gap-2 sm:grid-cols-2">
            <Value label="Yours" base={base} value={mine} chosen={choice === 'mine'} />
            <Value label={savedBy} base={base} value={theirs} chosen={choice === 'theirs'} />
          </div>
        </div>
      ))}
      <RadioGroup<Side | ''>
        legend={`Keep of "${name}"`}
        value={choice ?? ''}
        onValueChange={(side) => side !== '' && onChoose(side)}
        options={[
          { value: 'mine', label: gone('mine') ?? 'Yours' },
          { value: 'theirs', label: gone('theirs') ?? `What ${savedBy} saved` },
        ]}
      />
    </li>
  );
}

interface ValueProps {
  label: string;
  /** What both began with. */
  base: unknown;
  value: unknown;
  chosen: boolean;
}

/** What one side made of a field, as a text with its changes. */
function Value({ label, base, value, chosen }: ValueProps) {
  return (
    <figure className="flex min-w-0 flex-col gap-1">
      <figcaption className="text-xs text-muted">{label}</figcaption>
      <TextDiff
        before={write(base)}
        after={write(value)}
        className={clsx(chosen && 'border-accent! ring-1 ring-accent')}
      />
    </figure>
  );
}

const write = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value, null, 2);
