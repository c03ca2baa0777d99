import { Workflow } from 'lucide-react';
import { later } from '@/ui/later';
import type { NodeLook } from './node-look';

export const workflow: NodeLook<'workflow'> = {
  icon: Workflow,
  accent: 'bg-sunken text-ink',
  summary: ({ version, results }) =>
    version === null
      ? [{ text: 'No workflow chosen' }]
      : [
          { text: `Runs version ${version}` },
          { text: results.length === 0 ? 'Gives nothing' : `Gives ${results.join(', ')}`, mono: true },
        ],
  Form: later(() => import('../inspector/workflow-form').then((module) => module.WorkflowForm)),
};
