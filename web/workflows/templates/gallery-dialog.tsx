'use client';

import { useQuery } from 'urql';
import { LoadFailure } from '@/settings/load-failure';
import { Dialog, DialogBody } from '@/ui/dialog';
import { Skeleton } from '@/ui/skeleton';
import { TemplateCard } from './template-card';
import { WorkflowTemplates } from './templates-query';

interface GalleryDialogProps {
  onChoose(slug: string): void;
  onClose(): void;
}

/** All templates, to begin with one of them. */
export function GalleryDialog({ onChoose, onClose }: GalleryDialogProps) {
  const [{ data, error }, retry] = useQuery({ query: WorkflowTemplates });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Templates"
      description="Each runs at once with the organization default, and everything in it can be changed."
      size="lg"
    >
      <DialogBody>
        {error && !data && <LoadFailure what="The templates" error={error} onRetry={retry} />}
        {!data && !error && <Skeleton className="h-48" />}
        <ul className="grid gap-2 sm:grid-cols-2">
          {data?.workflowTemplates.map((template) => (
            <li key={template.slug} className="flex">
              <button
                type="button"
                onClick={() => onChoose(template.slug)}
                className="flex w-full rounded-md border border-line bg-panel p-3 transition-colors hover:border-edge hover:bg-sunken"
              >
                <TemplateCard template={template} />
              </button>
            </li>
          ))}
        </ul>
      </DialogBody>
    </Dialog>
  );
}
