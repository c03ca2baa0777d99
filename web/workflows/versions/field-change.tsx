import type { NodeKind } from '@patchbay/schema/nodes/index.ts';
import type { FieldChange as Change } from '@patchbay/schema/versions/compare-graphs.ts';
import { nameOfField } from '../canvas/name-of-field';
import { TextDiff } from './text-diff';

const shortest = 60;

interface FieldChangeProps {
  kind: NodeKind;
  change: Change;
}

/** One field of a step as it was and as it is: short values beside each other, long ones as a text with its changes. */
export function FieldChange({ kind, change: { path, before, after } }: FieldChangeProps) {
  const [was, is] = [write(before), write(after)];
  const isLong = [was, is].some((text) => text.length > shortest || text.includes('\n'));
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <h4 className="text-xs font-medium text-muted">{nameOfField(path, kind)}</h4>
      {isLong ? <TextDiff before={was} after={is} /> : <Short was={was} is={is} />}
    </div>
  );
}

function Short({ was, is }: { was: string; is: string }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-1.5 text-sm wrap-anywhere">
      {was === '' ? (
        <span className="text-muted">nothing</span>
      ) : (
        <del className="rounded-sm bg-danger-soft px-1 text-danger">{was}</del>
      )}
      <span aria-hidden className="text-muted">
        →
      </span>
      <span className="sr-only">became</span>
      {is === '' ? (
        <span className="text-muted">nothing</span>
      ) : (
        <ins className="rounded-sm bg-success-soft px-1 text-success no-underline">{is}</ins>
      )}
    </p>
  );
}

function write(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
