import { Split } from 'lucide-react';
import { later } from '@/ui/later';
import type { NodeLook } from './node-look';

export const condition: NodeLook<'condition'> = {
  icon: Split,
  accent: 'bg-sunken text-ink',
  summary: ({ expression }) => [
    expression.trim() === '' ? { text: 'No condition yet' } : { text: expression, mono: true },
    { text: 'Yes or no' },
  ],
  Form: later(() => import('../inspector/condition-form').then((module) => module.ConditionForm)),
};
