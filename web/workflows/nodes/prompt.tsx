import { defaultReference } from '@patchbay/schema/model-ref.ts';
import { Sparkles } from 'lucide-react';
import { later } from '@/ui/later';
import type { NodeLook } from './node-look';

export const prompt: NodeLook<'prompt'> = {
  icon: Sparkles,
  accent: 'bg-accent-soft text-accent',
  summary: ({ model, user, output }) => [
    model === '' || model === defaultReference
      ? { text: model === '' ? 'No model chosen' : 'Organization Default' }
      : { text: model, mono: true },
    { text: firstLine(user) ?? (output.kind === 'json' ? 'Answers in JSON' : 'No prompt yet') },
  ],
  Form: later(() => import('../inspector/prompt-form').then((module) => module.PromptForm)),
};

function firstLine(text: string): string | undefined {
  return text.split('\n').find((line) => line.trim() !== '');
}
