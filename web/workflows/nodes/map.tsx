import { Repeat } from 'lucide-react';
import { later } from '@/ui/later';
import type { NodeLook } from './node-look';

export const map: NodeLook<'map'> = {
  icon: Repeat,
  accent: 'bg-accent-soft text-accent',
  summary: ({ items, version, concurrency }) => [
    items.trim() === '' ? { text: 'No list yet' } : { text: items, mono: true },
    { text: version === null ? 'No workflow chosen' : `Version ${version}, ${concurrency} at a time` },
  ],
  Form: later(() => import('../inspector/map-form').then((module) => module.MapForm)),
};
