import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Kit } from './kit';

export const metadata: Metadata = { title: 'Kit' };

/** All components of `ui` in one place, for whoever works on them; in production there is no such page. */
export default function KitPage() {
  if (process.env.NODE_ENV === 'production') notFound();
  return <Kit />;
}
