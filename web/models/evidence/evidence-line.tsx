import { Badge } from '@/ui/badge';
import { RelativeTime } from '@/ui/relative-time';
import { Spinner } from '@/ui/spinner';
import type { Evidence } from './evidence-fragment';

const verdicts = {
  YES: { tone: 'success', label: 'Yes' },
  NO: { tone: 'neutral', label: 'No' },
  UNKNOWN: { tone: 'neutral', label: 'Unknown' },
} as const satisfies Record<Evidence['verdict'], { tone: string; label: string }>;

interface EvidenceLineProps {
  finding: Evidence | 'probing';
  /** What was found holds no longer: the setup is another now. */
  stale: boolean;
  /** What the toggle says, where it says otherwise. */
  contradicts: boolean;
  /** Of something found earlier: when, and by whom. */
  dated?: boolean;
}

/** What was found out about one capability, and whether it still holds and agrees. */
export function EvidenceLine({ finding, stale, contradicts, dated = false }: EvidenceLineProps) {
  if (finding === 'probing') {
    return (
      <p className="flex items-center gap-2 text-xs text-muted">
        <Spinner className="size-3.5" /> Asking the model
      </p>
    );
  }
  const { tone, label } = verdicts[finding.verdict];
  return (
    <div className="flex flex-col gap-1 text-xs">
      <p className="flex flex-wrap items-center gap-1.5 text-muted">
        Detected <Badge tone={stale ? 'neutral' : tone}>{label}</Badge>
        {stale && <Badge tone="warning">Stale</Badge>}
        {contradicts && <Badge tone="warning">Contradicts the toggle</Badge>}
        {dated && (
          <span>
            <RelativeTime value={finding.at} /> by {finding.requestedBy}
          </span>
        )}
      </p>
      <p className="wrap-anywhere text-muted">{finding.evidence}</p>
      {stale && <p className="text-muted">The setup has changed since. Detect again to be sure.</p>}
      {contradicts && <p className="text-warning">{disagreement(finding.verdict)}</p>}
      {finding.providerText && (
        <details className="text-muted">
          <summary className="w-fit cursor-pointer rounded-sm hover:text-ink">
            In the provider's words
          </summary>
          <p className="mt-1 max-h-40 overflow-y-auto rounded-md bg-sunken px-2 py-1.5 font-mono wrap-anywhere whitespace-pre-line">
            {finding.providerText}
          </p>
        </details>
      )}
    </div>
  );
}

function disagreement(verdict: Evidence['verdict']): string {
  return verdict === 'YES'
    ? 'The model can do this, but it is switched off: steps that need it are not offered this model.'
    : 'The model could not do this, but it is switched on: steps that rely on it will fail.';
}
