import type { Catalogue } from '../catalogue/catalogue.ts';
import { loadTargets } from '../models/load-targets.ts';
import type { ModelTarget } from '../models/open-client.ts';
import type { EntityManager } from '../orm.ts';
import { findNamed, loadPolicy } from './load-policy.ts';
import { type Candidate, type Question, type Resolution, resolveCandidates } from './resolve-candidates.ts';

/** A candidate with all it takes to call it. Its credentials are still sealed: `openClient` opens them for one call. */
export type CallableCandidate = Candidate & { target: ModelTarget };
export type CallableResolution = Resolution & { candidates: CallableCandidate[] };

const nothingNeeded = { requirements: [], onMissingCapability: 'refuse', substitution: 'allow' } as const;

/** Who may answer a step, in order. Read anew for each step: models change after a workflow was saved. */
export async function loadCandidates(
  em: EntityManager,
  catalogue: Catalogue,
  asked: Pick<Question, 'reference'> & Partial<Question>,
): Promise<CallableResolution> {
  const policy = await loadPolicy(em, catalogue);
  const named = await findNamed(em, catalogue, asked.reference, policy);
  const resolution = resolveCandidates({ ...nothingNeeded, ...asked }, policy, named);
  const { candidates } = resolution;
  const targets = await loadTargets(
    em,
    candidates.map(({ model }) => model),
  );
  return {
    ...resolution,
    candidates: candidates.flatMap((candidate, index) => {
      const target = targets[index];
      return target ? [{ ...candidate, target }] : [];
    }),
  };
}
