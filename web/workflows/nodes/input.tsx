import { TextCursorInput } from 'lucide-react';
import { later } from '@/ui/later';
import type { NodeLook } from './node-look';

export const input: NodeLook<'input'> = {
  icon: TextCursorInput,
  accent: 'bg-success-soft text-success',
  summary: ({ fields }) =>
    fields.length === 0
      ? [{ text: 'No fields: a run starts with nothing.' }]
      : [
          { text: fields.map(({ name }) => name).join(', '), mono: true },
          { text: fields.length === 1 ? '1 field' : `${fields.length} fields` },
        ],
  Form: later(() => import('../inspector/input-form').then((module) => module.InputForm)),
};
