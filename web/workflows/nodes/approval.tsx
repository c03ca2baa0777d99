import { UserCheck } from 'lucide-react';
import { later } from '@/ui/later';
import type { NodeLook } from './node-look';
import { periodText } from './period-text';

export const approval: NodeLook<'approval'> = {
  icon: UserCheck,
  accent: 'bg-warning-soft text-warning',
  summary: ({ message, assignees, expiresAfter }) => [
    { text: message.split('\n').find((line) => line.trim() !== '') ?? 'No question yet' },
    {
      text: [
        assignees.length === 0 ? 'Asks whoever may run it' : `Asks ${peopleText(assignees.length)}`,
        ...(expiresAfter ? [`for ${periodText(expiresAfter)}`] : []),
      ].join(' '),
    },
  ],
  Form: later(() => import('../inspector/approval-form').then((module) => module.ApprovalForm)),
};

const peopleText = (count: number) => (count === 1 ? '1 person' : `${count} people`);
