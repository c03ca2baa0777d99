import { Globe } from 'lucide-react';
import { later } from '@/ui/later';
import type { NodeLook } from './node-look';

export const http: NodeLook<'http'> = {
  icon: Globe,
  accent: 'bg-sunken text-ink',
  summary: ({ method, url, connection }) => [
    url.trim() === '' ? { text: 'No address yet' } : { text: `${method} ${url}`, mono: true },
    { text: connection === null ? 'Signs in nowhere' : 'Signs in with a connection' },
  ],
  Form: later(() => import('../inspector/http-form').then((module) => module.HttpForm)),
};
