'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useModels } from '@/models/use-models';
import { Button } from '@/ui/button';
import { AliasesCard } from './aliases-card';
import { DefaultCard } from './default-card';
import { changeBetween, draftOf, type PolicyDraft } from './policy-draft';
import type { ModelPolicy } from './policy-query';
import { RulesCard } from './rules-card';

// Fetched when it is first opened.
const ReviewDialog = dynamic(() => import('./review-dialog').then((module) => module.ReviewDialog));

interface PolicyFormProps {
  policy: ModelPolicy;
  parentName: string | null;
  onSaved(): void;
}

export interface PolicyPartProps {
  draft: PolicyDraft;
  policy: ModelPolicy;
  onChange(part: Partial<PolicyDraft>): void;
}

/** Nothing is in force until it was looked at in the review and saved there. */
export function PolicyForm({ policy, parentName, onSaved }: PolicyFormProps) {
  const before = draftOf(policy);
  const [draft, setDraft] = useState(before);
  const [reviewing, setReviewing] = useState(false);
  const { models } = useModels();
  const change = changeBetween(before, draft);
  const part = { draft, policy, onChange: (next: Partial<PolicyDraft>) => setDraft({ ...draft, ...next }) };
  const incomplete = draft.own && draft.default === '' ? 'Choose a default model, or go back.' : null;

  return (
    <div className="flex flex-col gap-5">
      <DefaultCard {...part} models={models} parentName={parentName} />
      <AliasesCard {...part} models={models} />
      <RulesCard {...part} />
      <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center justify-end gap-3 rounded-lg border border-line bg-panel px-4 py-3 shadow-popup">
        <p className="mr-auto text-xs text-muted">
          {incomplete ??
            (change ? 'Nothing is in force before you have looked at what it does.' : 'No changes.')}
        </p>
        <Button disabled={!change} onClick={() => setDraft(before)}>
          Discard
        </Button>
        <Button
          variant="primary"
          disabled={!change || incomplete !== null}
          onClick={() => setReviewing(true)}
        >
          Review and save
        </Button>
      </div>
      {reviewing && change && (
        <ReviewDialog
          change={change}
          revision={policy.revision}
          onClose={() => setReviewing(false)}
          onSaved={onSaved}
        />
      )}
    </div>
  );
}
