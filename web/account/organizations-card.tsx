'use client';

import { Plus } from 'lucide-react';
import { later } from '@/ui/later';
import { Link } from '@/ui/link';
import { useState } from 'react';
import { useViewer } from '@/shell/viewer';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';

// Fetched when it is first opened.
const NewOrganizationDialog = later(() =>
  import('./new-organization-dialog').then((module) => module.NewOrganizationDialog),
);

export function OrganizationsCard() {
  const { viewer } = useViewer();
  const [creating, setCreating] = useState(false);
  return (
    <div id="organizations" className="scroll-mt-16">
      <Card
        title="Organisations"
        description="Those you belong to. Leave one under its Settings, Members."
        action={
          <Button size="sm" icon={<Plus />} onClick={() => setCreating(true)}>
            New organisation
          </Button>
        }
      >
        {viewer.memberships.length === 0 ? (
          <EmptyState title="You belong to no organisation">
            Make one of your own, or ask an admin of another for an invitation.
          </EmptyState>
        ) : (
          <ul className="-mx-4 -mb-4 divide-y divide-line border-t border-line sm:-mx-5">
            {viewer.memberships.map(({ slug, name, role }) => (
              <li key={slug} className="flex items-center gap-4 px-4 py-3 sm:px-5">
                <span className="min-w-0 flex-1">
                  <Link href={`/${slug}`} className="font-medium hover:underline">
                    {name}
                  </Link>
                  <span className="block font-mono text-xs text-muted">{slug}</span>
                </span>
                {role === 'ADMIN' ? <Badge tone="accent">Admin</Badge> : <Badge>Member</Badge>}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {creating && <NewOrganizationDialog onClose={() => setCreating(false)} />}
    </div>
  );
}
