'use client';

import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useIsAdmin } from '@/shell/viewer';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';

interface AdminsOnlyProps {
  /** What only admins see: "the audit". */
  what: string;
  children: ReactNode;
}

/** Shows its children to admins, and to everybody else a plain explanation. */
export function AdminsOnly({ what, children }: AdminsOnlyProps) {
  if (useIsAdmin()) return children;
  return (
    <Card>
      <EmptyState icon={<Lock />} title={`Only admins see ${what}`}>
        You are a member of this organisation. If you need to see this, ask one of its admins; they are listed
        under Members.
      </EmptyState>
    </Card>
  );
}
