import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { namesOf, type PersonName } from './member.ts';

export const PersonType = builder.objectRef<PersonName>('Person').implement({
  fields: (t) => ({ name: t.exposeString('name'), email: t.exposeString('email') }),
});

/** The people behind user ids; null for those who are no longer members. */
export async function loadPeople(userIds: string[], { transact }: Context): Promise<(PersonName | null)[]> {
  const people = await transact((em) => namesOf(em, userIds));
  return userIds.map((id) => people.get(id) ?? null);
}
