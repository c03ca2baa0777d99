import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { reservedSlugs } from '@patchbay/schema/reserved-slugs.ts';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { ConflictError, InvalidInputError } from '../errors.ts';
import { type EntityManager, inOrganization, type MikroORM } from '../orm.ts';
import { Membership } from './membership.ts';
import { Organization } from './organization.ts';
import { slugOf } from './slug.ts';

type Founder = { userId: string; name: string };

type Founding = { name: string; slug?: string | null; parentId?: string | null };

/** Founds an organisation; whoever does is its first admin. It runs in the new organisation's own transaction. */
export async function createOrganization(
  orm: MikroORM,
  founder: Founder,
  input: Founding,
): Promise<Organization> {
  const slug = input.slug ?? slugOf(input.name);
  if (slug === '')
    throw InvalidInputError.at('name', 'The name needs a letter or digit from a-z or 0-9, or give a slug.');
  if (reservedSlugs.has(slug))
    throw new ConflictError(`The slug "${slug}" is an address of Patchbay itself. Choose another one.`, [
      'slug',
    ]);
  const organization = { id: uuid(), name: input.name, slug, parentId: input.parentId ?? null };
  try {
    return await inOrganization(orm, organization.id, async (em) => {
      const { created } = await foundOrganization(em, founder, organization);
      return created;
    });
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new ConflictError(`The slug "${slug}" is taken. Choose another one.`, ['slug']);
  }
}

/** Within the transaction of the organisation that is being founded. */
export async function foundOrganization(
  em: EntityManager,
  founder: Founder,
  organization: { id: string; name: string; slug: string; parentId?: string | null },
): Promise<{ created: Organization; actor: Actor }> {
  const created = em.create(Organization, organization);
  em.create(Membership, { id: uuid(), organizationId: created.id, userId: founder.userId, role: 'ADMIN' });
  const actor = founderAsActor(founder, created);
  record(em, actor, 'organization.created', { type: 'Organization', id: created.id, name: created.name });
  await em.flush();
  return { created, actor };
}

function founderAsActor(founder: Founder, { id, name, slug }: Organization): Actor {
  return {
    kind: 'person',
    id: founder.userId,
    name: founder.name,
    organizationId: id,
    organizationName: name,
    organizationSlug: slug,
    role: 'ADMIN',
    scopes: ['READ', 'WRITE', 'RUN'],
    projectRoles: {},
  };
}
