import { StickyNote } from 'lucide-react';
import { later } from '@/ui/later';
import type { NodeLook } from './node-look';

export const note: NodeLook<'note'> = {
  icon: StickyNote,
  accent: 'bg-warning-soft text-warning',
  summary: ({ text }) => [{ text: text.trim().split('\n')[0] || 'Nothing written yet' }],
  Form: later(() => import('../inspector/note-form').then((module) => module.NoteForm)),
};
