import { useMembership } from '@/shell/viewer';
import { Badge } from '@/ui/badge';
import { Link } from '@/ui/link';

interface StepNameProps {
  step: {
    workflow: { id: string; name: string; project: { name: string } };
    name: string;
    inDraft: boolean;
    inLive: boolean;
  };
}

/** Which step of which workflow, and whether runs of today would feel it. */
export function StepName({ step: { workflow, name, inDraft, inLive } }: StepNameProps) {
  const { slug } = useMembership();
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
      <Link
        href={`/${slug}/workflows/${encodeURIComponent(workflow.id)}`}
        // Beside: what is decided here is not done yet.
        target="_blank"
        className="font-medium wrap-anywhere hover:underline"
      >
        {workflow.name}
      </Link>
      <span className="wrap-anywhere">{name}</span>
      {inLive && <Badge tone="success">Live</Badge>}
      {inDraft && <Badge>Draft</Badge>}
      <span className="text-xs wrap-anywhere text-muted">{workflow.project.name}</span>
    </span>
  );
}
