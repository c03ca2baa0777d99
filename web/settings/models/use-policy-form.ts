'use client';

import { type RefObject, useState } from 'react';
import { flushSync } from 'react-dom';
import { useClient } from 'urql';
import { type Failure, outcomeOf } from '@/graphql/outcome';
import type { Impact } from '@/models/impact/impact-fragment';
import { ModelPolicyImpact } from './impact-query';
import { changeBetween, draftOf, type PolicyDraft, rebase } from './policy-draft';
import { faultsAfter, faultsOf, type PolicyFaults } from './policy-faults';
import type { ModelPolicy } from './policy-query';

interface Options {
  /** Saved now, by whomever. */
  policy: ModelPolicy;
  /** Holds the fields. */
  fields: RefObject<HTMLElement | null>;
  /** Somebody else was quicker: ask again what is saved. */
  onStale(): void;
}

/** What is typed, what is wrong with it, and what it would do. */
export function usePolicyForm({ policy, fields, onStale }: Options) {
  const client = useClient();
  const [base, setBase] = useState(policy);
  const [draft, setDraft] = useState(() => draftOf(policy));
  const [faults, setFaults] = useState<PolicyFaults>({});
  const [impact, setImpact] = useState<Impact>();
  const [looking, setLooking] = useState(false);

  const before = draftOf(base);
  const change = changeBetween(before, draft);
  const stale = policy.revision !== base.revision;
  // Nothing typed is lost: it is what was saved, by this form or another, or there is nothing. The form goes along.
  if (stale && (!change || !changeBetween(draftOf(policy), draft))) begin(policy);

  function begin(from: ModelPolicy, next: PolicyDraft = draftOf(from)) {
    setBase(from);
    setDraft(next);
    setFaults({});
  }

  function edit(part: Partial<PolicyDraft>) {
    setFaults(faultsAfter(faults, draft, part));
    setDraft({ ...draft, ...part });
  }

  /** The first field at fault gets the focus, once: not again while others are mended. */
  function mark(found: PolicyFaults) {
    flushSync(() => setFaults(found));
    fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  function refuse(failure: Failure) {
    setImpact(undefined);
    if (failure.code === 'CONFLICT') return onStale();
    mark(faultsOf(failure));
  }

  async function review() {
    if (draft.own && draft.default === '') return mark({ default: 'Choose a default model.' });
    setLooking(true);
    const { data, error } = await client
      .query(ModelPolicyImpact, { change: change ?? {} }, { requestPolicy: 'network-only' })
      .toPromise();
    setLooking(false);
    const outcome = outcomeOf(data?.modelPolicyImpact, error);
    if (!outcome.ok) return refuse(outcome);
    setFaults({});
    setImpact(outcome.data);
  }

  return {
    before,
    draft,
    faults,
    change,
    /** What somebody else has saved since this form began, where that would be overwritten. */
    theirs: stale && change ? draftOf(policy) : null,
    revision: base.revision,
    looking,
    impact,
    edit,
    review,
    refuse,
    closeReview: () => setImpact(undefined),
    discard: () => begin(policy),
    keepMine: () => begin(policy, rebase(before, draft, draftOf(policy))),
  };
}
