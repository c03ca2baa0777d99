import { Shapes } from 'lucide-react';
import { later } from '@/ui/later';
import type { NodeLook } from './node-look';

export const transform: NodeLook<'transform'> = {
  icon: Shapes,
  accent: 'bg-sunken text-ink',
  summary: ({ fields }) =>
    fields.length === 0
      ? [{ text: 'No fields yet' }]
      : [
          { text: fields.map(({ name }) => name || 'unnamed').join(', '), mono: true },
          { text: fields.length === 1 ? '1 field' : `${fields.length} fields` },
        ],
  Form: later(() => import('../inspector/transform-form').then((module) => module.TransformForm)),
};
