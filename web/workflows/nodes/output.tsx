import { Flag } from 'lucide-react';
import { later } from '@/ui/later';
import type { NodeLook } from './node-look';

export const output: NodeLook<'output'> = {
  icon: Flag,
  accent: 'bg-warning-soft text-warning',
  summary: ({ results }) =>
    results.length === 0
      ? [{ text: 'No result yet' }]
      : [
          { text: results.map(({ name }) => name || 'unnamed').join(', '), mono: true },
          { text: results.length === 1 ? '1 result' : `${results.length} results` },
        ],
  Form: later(() => import('../inspector/output-form').then((module) => module.OutputForm)),
};
