import { Route } from 'lucide-react';
import { later } from '@/ui/later';
import type { NodeLook } from './node-look';

export const switchLook: NodeLook<'switch'> = {
  icon: Route,
  accent: 'bg-sunken text-ink',
  summary: ({ cases }) =>
    cases.length === 0
      ? [{ text: 'No cases yet' }]
      : [
          { text: cases.map(({ name }, index) => name.trim() || `Case ${index + 1}`).join(', ') },
          { text: cases.length === 1 ? '1 case, or otherwise' : `${cases.length} cases, or otherwise` },
        ],
  Form: later(() => import('../inspector/switch-form').then((module) => module.SwitchForm)),
};
