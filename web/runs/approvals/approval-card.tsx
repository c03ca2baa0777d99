'use client';

import { Check, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useDeed } from '@/graphql/use-deed';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { RelativeTime } from '@/ui/relative-time';
import { Textarea } from '@/ui/textarea';
import { AnswerText } from '../answer-text';
import { LongText } from '../long-text';
import { type AskedApproval, DecideApproval } from './approval-documents';

const decisionLooks = {
  APPROVED: { label: 'Approved', tone: 'success' },
  REJECTED: { label: 'Rejected', tone: 'danger' },
  EXPIRED: { label: 'Expired', tone: 'neutral' },
  WITHDRAWN: { label: 'The run ended before', tone: 'neutral' },
} as const satisfies Record<NonNullable<AskedApproval['decision']>, object>;

interface ApprovalCardProps {
  approval: AskedApproval;
  /** Of what it is a question; left out where that stands above it already. */
  children?: ReactNode;
}

/** A question that a run waits for, and the decision. */
export function ApprovalCard({ approval, children }: ApprovalCardProps) {
  const { message, askedAt, expiresAt, decision, decidedBy, decidedAt, viewerMayDecide } = approval;
  return (
    <article className="flex flex-col gap-3">
      {children}
      <LongText text={message}>{(shown) => <AnswerText text={shown} streaming={false} />}</LongText>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
        <span>
          Asked <RelativeTime value={askedAt} />
        </span>
        {decision === null && expiresAt && (
          <span>
            Expires <RelativeTime value={expiresAt} />
          </span>
        )}
        {decision && <Badge tone={decisionLooks[decision].tone}>{decisionLooks[decision].label}</Badge>}
        {decidedBy && decidedAt && (
          <span>
            by {decidedBy} <RelativeTime value={decidedAt} />
          </span>
        )}
      </p>
      {decision && approval.comment && <p className="text-sm break-words">“{approval.comment}”</p>}
      {decision === null &&
        (viewerMayDecide ? (
          <Decide approvalId={approval.id} />
        ) : (
          <p className="text-xs text-muted">Somebody else decides about it.</p>
        ))}
    </article>
  );
}

function Decide({ approvalId }: { approvalId: string }) {
  const [decide, pending] = useDeed(DecideApproval);
  const [comment, setComment] = useState('');
  const [problem, setProblem] = useState<string>();
  const say = async (approve: boolean) => {
    const outcome = await decide({ approvalId, approve, comment });
    setProblem(outcome.ok ? undefined : outcome.message);
  };
  return (
    <div className="flex flex-col gap-3">
      <Field label="Comment" optional>
        <Textarea
          rows={2}
          maxLength={2_000}
          className="min-h-14!"
          value={comment}
          onChange={({ target }) => setComment(target.value)}
        />
      </Field>
      {problem && <Notice tone="danger">{problem}</Notice>}
      <div className="flex gap-2">
        <Button variant="primary" icon={<Check />} pending={pending} onClick={() => say(true)}>
          Approve
        </Button>
        <Button icon={<X />} disabled={pending} onClick={() => say(false)}>
          Reject
        </Button>
      </div>
    </div>
  );
}
