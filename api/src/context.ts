import type { Actor } from './access/actor.ts';
import type { Person } from './access/sessions.ts';
import { ForbiddenError, InvalidInputError, SignedOutError } from './errors.ts';
import type { Services } from './services.ts';
import { type EntityManager, inOrganization } from './orm.ts';
import { type ReadTogether, readTogether } from './read-together.ts';

/** What one request knows: who asks, in which organisation, and how to reach the stores. */
export type Context = {
  services: Services;
  person: Person | null;
  actor: Actor | null;
  /** The id after which a resumed event stream goes on. */
  lastEventId: string | null;
  /** Ends when the caller goes away, so that nobody waits for an answer that nobody reads. */
  signal: AbortSignal;
  requireActor(): Actor;
  /** One transaction in the actor's organisation; in a query, a part of the one that its fields share. */
  transact<T>(work: (em: EntityManager, actor: Actor) => Promise<T>): Promise<T>;
  /** A change that a query only tries, and takes back: in a transaction of its own. */
  rehearse: Context['transact'];
  /** Said of a query: whatever is asked of the database from here on only reads. */
  onlyReads(): void;
};

export type Caller = {
  /** By session or key, whether or not the organisation it names is its own. */
  signedIn: boolean;
  person: Person | null;
  actor: Actor | null;
  /** What the request named as its organisation, if anything. */
  organization: string | null;
};

export function createContext(
  services: Services,
  caller: Caller,
  { lastEventId, signal }: Pick<Context, 'lastEventId' | 'signal'>,
): Context {
  const requireActor = (): Actor => {
    if (caller.actor) return caller.actor;
    if (!caller.signedIn) throw new SignedOutError();
    if (caller.organization === null) {
      throw InvalidInputError.at(
        'patchbay-organization',
        'Name the organisation in the header patchbay-organization.',
      );
    }
    // Said in the same words whether it exists or not.
    throw new ForbiddenError(`You are not a member of an organisation "${caller.organization}".`);
  };
  let together: ReadTogether | undefined;
  const alone: Context['transact'] = async (work) => {
    const actor = requireActor();
    return inOrganization(services.orm, actor.organizationId, (em) => work(em, actor));
  };
  return {
    services,
    person: caller.person,
    actor: caller.actor,
    lastEventId,
    signal,
    requireActor,
    transact: async (work) => {
      const actor = requireActor();
      return together ? together((em) => work(em, actor)) : alone(work);
    },
    rehearse: alone,
    onlyReads: () => {
      if (caller.actor) together ??= readTogether(services.orm, caller.actor.organizationId);
    },
  };
}
