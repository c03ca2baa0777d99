import { requirementsOf } from '@patchbay/schema/workflow-graph.ts';
import { patiently } from '../database-away.ts';
import { type CallableResolution, loadCandidates } from '../model-policy/load-candidates.ts';
import { openCandidate } from '../model-policy/open-candidate.ts';
import type { ModelServices } from '../models/model-services.ts';
import { inOrganization, type MikroORM } from '../orm.ts';
import { readTogether } from '../read-together.ts';
import { readUpload } from '../uploads/read-upload.ts';
import { patienceMs } from './patience.ts';
import type { ModelTools } from './nodes/prompt.ts';

/** A change of a model is heard by the next step that begins this much later. */
const trustedForMs = 1_000;
const keptAtMost = 5_000;

/** Steps that begin together with the same question share one look at the rows; credentials stay sealed in it. */
export function createModelTools(orm: MikroORM, services: ModelServices): ModelTools {
  const kept = new Map<string, { until: number; resolution: Promise<CallableResolution> }>();

  return {
    candidatesFor(organizationId, node, more = []) {
      const needs = requirementsOf(node);
      const step = {
        reference: node.data.model,
        requirements: [
          ...needs,
          ...more.filter((one) => !needs.some(({ capability }) => capability === one.capability)),
        ],
        onMissingCapability: node.data.onMissingCapability,
        substitution: node.data.substitution,
      };
      const question = `${organizationId} ${JSON.stringify(step)}`;
      const before = kept.get(question);
      if (before && before.until > Date.now()) return before.resolution;

      if (kept.size >= keptAtMost) kept.clear();
      const look = () =>
        readTogether(orm, organizationId)((em) => loadCandidates(em, services.catalogue, step));
      const resolution = patiently(look, patienceMs);
      kept.set(question, { until: Date.now() + trustedForMs, resolution });
      // A failed look is nobody's answer.
      resolution.catch(() => kept.delete(question));
      return resolution;
    },
    openModel(organizationId, candidate) {
      return openCandidate(services, candidate, (work) =>
        patiently(() => inOrganization(orm, organizationId, (em) => work(em, organizationId)), patienceMs),
      );
    },
    readFile: (organizationId, id) => patiently(() => readUpload(orm, organizationId, id), patienceMs),
  };
}
