'use client';

import { useRef } from 'react';
import { useLeaveGuard } from '@/models/form/use-leave-guard';
import type { PickableModel } from '@/models/use-models';
import { later } from '@/ui/later';
import { AliasesCard } from './aliases-card';
import { DefaultCard } from './default-card';
import { differencesBetween } from './policy-differences';
import type { PolicyDraft } from './policy-draft';
import type { PolicyFaults } from './policy-faults';
import type { ModelPolicy } from './policy-query';
import { RulesCard } from './rules-card';
import { SaveBar } from './save-bar';
import { usePolicyForm } from './use-policy-form';

// Fetched when it is first opened.
const ReviewDialog = later(() => import('./review-dialog').then((module) => module.ReviewDialog));

interface PolicyFormProps {
  policy: ModelPolicy;
  models: readonly PickableModel[];
  modelsFailed: boolean;
  parentName: string | null;
  /** Asks again what is saved. */
  onReload(): void;
}

export interface PolicyPartProps {
  draft: PolicyDraft;
  policy: ModelPolicy;
  faults: PolicyFaults;
  onChange(part: Partial<PolicyDraft>): void;
}

/** Nothing is in force until it was looked at in the review and saved there. */
export function PolicyForm({ policy, models, modelsFailed, parentName, onReload }: PolicyFormProps) {
  const fields = useRef<HTMLDivElement>(null);
  const form = usePolicyForm({ policy, fields, onStale: onReload });
  const { before, draft, faults, change, impact } = form;
  useLeaveGuard(change !== null);
  const part = { draft, policy, faults, onChange: form.edit };
  const nameOf = (reference: string) =>
    models.find((model) => model.reference === reference)?.displayName ?? reference;

  return (
    <div ref={fields} className="flex flex-col gap-5">
      <DefaultCard {...part} models={models} modelsFailed={modelsFailed} parentName={parentName} />
      <AliasesCard {...part} models={models} />
      <RulesCard {...part} />
      <SaveBar form={form} nameOf={nameOf} />
      {impact && change && (
        <ReviewDialog
          impact={impact}
          change={change}
          differences={differencesBetween(before, draft, nameOf)}
          revision={form.revision}
          onClose={form.closeReview}
          onRefused={form.refuse}
          onSaved={onReload}
        />
      )}
    </div>
  );
}
