import { Merge } from 'lucide-react';
import { later } from '@/ui/later';
import type { NodeLook } from './node-look';

export const merge: NodeLook<'merge'> = {
  icon: Merge,
  accent: 'bg-sunken text-ink',
  summary: ({ fields }) =>
    fields.length === 0
      ? [{ text: 'No fields yet' }]
      : [
          { text: fields.map(({ name }) => name || 'unnamed').join(', '), mono: true },
          { text: 'From whichever branch ran' },
        ],
  Form: later(() => import('../inspector/merge-form').then((module) => module.MergeForm)),
};
