import { Badge } from '@/ui/badge';
import { Link } from '@/ui/link';
import { RelativeTime } from '@/ui/relative-time';
import type { Column } from '@/ui/table';
import { AttentionBadge } from './attention/attention-badge';
import { WorkflowActions, type WorkflowDeed } from './workflow-actions';
import type { Workflow } from './workflow-list';

export function workflowColumns(
  slug: string,
  onChoose: (deed: WorkflowDeed) => void,
): readonly Column<Workflow>[] {
  return [
    {
      header: 'Name',
      cell: ({ id, name, description }) => (
        <span className="min-w-0">
          <Link
            href={`/${slug}/workflows/${encodeURIComponent(id)}`}
            className="row-link font-medium underline-offset-2 hover:underline"
          >
            {name}
          </Link>
          {description && (
            <span className="block max-w-[min(24rem,50vw)] truncate text-xs text-muted">{description}</span>
          )}
        </span>
      ),
    },
    { header: 'Project', cell: ({ project }) => project.name },
    {
      header: 'Version',
      cell: ({ liveVersion, attention }) => (
        <span className="flex flex-wrap gap-1">
          {liveVersion ? (
            <Badge tone="success">Version {liveVersion.number} live</Badge>
          ) : (
            <Badge>Draft only</Badge>
          )}
          <AttentionBadge attention={attention} />
        </span>
      ),
    },
    {
      header: 'Last saved',
      cell: ({ draft: { savedAt, savedBy } }) => (
        <span>
          <RelativeTime value={savedAt} /> <span className="text-muted">by {savedBy}</span>
        </span>
      ),
    },
    {
      header: 'Actions',
      action: true,
      cell: (workflow) => <WorkflowActions workflow={workflow} slug={slug} onChoose={onChoose} />,
    },
  ];
}
