import type { ModelServices } from '../models/model-services.ts';
import { openClient } from '../models/open-client.ts';
import type { EntityManager } from '../orm.ts';
import type { ModelClient } from '../providers/model-client.ts';
import type { CallableCandidate } from './load-candidates.ts';
import { takePlatformCall } from './take-platform-call.ts';

type Transact = <T>(work: (em: EntityManager, organizationId: string) => Promise<T>) => Promise<T>;

/** A client for one call to a candidate. What is called with the operator's key counts against the organisation's share. */
export async function openCandidate(
  services: ModelServices,
  { target }: CallableCandidate,
  transact: Transact,
): Promise<ModelClient> {
  if (target.credentials.kind === 'operator')
    await transact((em, organizationId) =>
      takePlatformCall(em, organizationId, services.platformCallsPerMinute),
    );
  return openClient(services, target);
}
