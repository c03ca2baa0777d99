import type { OnMissingCapability, Requirement } from '@patchbay/schema/capabilities.ts';
import { defaultReference } from '@patchbay/schema/model-ref.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { loadTargets } from '../models/load-targets.ts';
import { findModelByReference } from '../models/find-models.ts';
import type { ModelTarget } from '../models/open-client.ts';
import type { EntityManager } from '../orm.ts';
import { type Candidate, type Considered, type Refused, resolveCandidates } from './resolve-candidates.ts';

type Step = {
  reference: string;
  requirements?: readonly Requirement[];
  onMissingCapability?: OnMissingCapability;
};

/** A candidate with all it takes to call it. Its credentials are still sealed: `openClient` opens them for one call. */
export type CallableCandidate = Candidate & { target: ModelTarget };

/** Who may answer a step, in order. Read anew for each step: models change after a workflow was saved. */
export async function loadCandidates(
  em: EntityManager,
  catalogue: Catalogue,
  { reference, requirements = [], onMissingCapability = 'refuse' }: Step,
): Promise<{ candidates: CallableCandidate[]; refused: Refused[] }> {
  const considered = await consider(em, catalogue, reference);
  const { candidates, refused } = resolveCandidates(considered, requirements, onMissingCapability);
  const targets = await loadTargets(
    em,
    candidates.map(({ model }) => model),
  );
  return {
    candidates: candidates.flatMap((candidate, index) => {
      const target = targets[index];
      return target ? [{ ...candidate, target }] : [];
    }),
    refused,
  };
}

/** An organisation's default starts as the platform's. */
async function consider(em: EntityManager, catalogue: Catalogue, reference: string): Promise<Considered[]> {
  const named = reference === defaultReference ? catalogue.defaultId : reference;
  const place = reference === defaultReference ? 'platform-default' : 'reference';
  return [{ reference: named, place, model: await findModelByReference(em, catalogue, named) }];
}
