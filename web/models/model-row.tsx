import { memo } from 'react';
import { Skeleton } from '@/ui/skeleton';
import { modelColumns } from './model-columns';
import type { Model } from './models-query';

interface ModelRowProps {
  /** In the whole list. */
  index: number;
  model: Model;
  /** The slug of the organisation. */
  organization: string;
  /** What the provider is called. */
  provider: string;
}

/** Drawn once while it is near the window, however the list moves around it. */
export const ModelRow = memo(function ModelRow({ index, model, organization, provider }: ModelRowProps) {
  return (
    // The header is the first row.
    <tr
      aria-rowindex={index + 2}
      data-row={index}
      className="model-row relative border-b border-line last:border-b-0 hover:bg-canvas"
    >
      {modelColumns.map(({ name, className, cell }) => (
        <td key={name} data-column={name} style={{ gridArea: name }} className={className}>
          {cell(model, { organization, provider })}
        </td>
      ))}
    </tr>
  );
});

/** Stands for rows that are not drawn, or not there yet. */
export function Gap({ height }: { height: number }) {
  return height > 0 && <tr aria-hidden className="block" style={{ height }} />;
}

export function SkeletonRow() {
  return (
    <tr aria-hidden className="model-row border-b border-line">
      {modelColumns.map(({ name }) => (
        <td key={name} data-column={name} style={{ gridArea: name }}>
          <Skeleton className={name === 'name' ? 'h-8 w-44 max-w-full' : 'h-4 w-full max-w-20'} />
        </td>
      ))}
    </tr>
  );
}
