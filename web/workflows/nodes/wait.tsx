import { Hourglass } from 'lucide-react';
import { later } from '@/ui/later';
import type { NodeLook } from './node-look';
import { periodText } from './period-text';

export const wait: NodeLook<'wait'> = {
  icon: Hourglass,
  accent: 'bg-sunken text-ink',
  summary: ({ until }) =>
    until.kind === 'period'
      ? [{ text: `For ${periodText(until.period)}` }]
      : [{ text: until.moment.trim() === '' ? 'No moment yet' : `Until ${until.moment}`, mono: true }],
  Form: later(() => import('../inspector/wait-form').then((module) => module.WaitForm)),
};
