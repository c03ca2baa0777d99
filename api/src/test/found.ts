import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import { createApiKey } from '../access/create-api-key.ts';
import { asIdentity, createPerson } from '../access/identity.ts';
import { createOrganization } from '../organizations/create-organization.ts';
import { createProject } from '../organizations/create-project.ts';
import { Membership, type OrganizationRole } from '../organizations/membership.ts';
import type { Project } from '../organizations/project.ts';
import { setProjectMember } from '../organizations/set-project-member.ts';
import { acrossOrganizations, type EntityManager, inOrganization, type MikroORM } from '../orm.ts';
import type { Standing } from './roles.ts';

type Member = { id: string; userId: string; name: string; email: string };

type Founded = Awaited<ReturnType<typeof found>>;

/** An organisation with an admin and a project; more people join on demand. */
export async function found(orm: MikroORM, name: string, passwordHash: string) {
  const newPerson = async (personName: string) => {
    const email = `${uuid()}@${name.toLowerCase()}.test`;
    const userId = await acrossOrganizations(orm, (em) =>
      asIdentity(em, () => createPerson(em, { email, name: personName, passwordHash })),
    );
    return { userId, name: personName, email };
  };
  const founder = await newPerson(`${name} admin`);
  const organization = await createOrganization(orm, founder, { name });
  const actor: Actor = {
    kind: 'person',
    id: founder.userId,
    name: founder.name,
    organizationId: organization.id,
    organizationName: name,
    organizationSlug: organization.slug,
    role: 'ADMIN',
    scopes: ['READ', 'WRITE', 'RUN'],
    projectRoles: {},
  };
  const transact = <T>(work: (em: EntityManager, actor: Actor) => Promise<T>) =>
    inOrganization(orm, organization.id, (em) => work(em, actor));
  const membershipOf = (userId: string) => transact((em) => em.findOneOrFail(Membership, { userId }));
  const project = await transact((em) => createProject(em, actor, { name: `${name} project` }));

  return {
    organization,
    actor,
    admin: { ...founder, id: (await membershipOf(founder.userId)).id },
    /** The project in which the roles have their project roles. */
    project,
    transact,
    /** Somebody new. */
    async join(personName = `${name} newcomer`, role: OrganizationRole = 'MEMBER'): Promise<Member> {
      const person = await newPerson(personName);
      const id = uuid();
      await transact(async (em) => {
        em.create(Membership, { id, organizationId: organization.id, userId: person.userId, role });
      });
      return { ...person, id };
    },
    newProject: (): Promise<Project> =>
      transact((em) => createProject(em, actor, { name: `${name} project ${uuid()}` })),
    giveRole: (member: Member, role: 'ADMIN' | 'CONTRIBUTOR' | 'VIEWER') =>
      transact((em) => setProjectMember(em, actor, { projectId: project.id, memberId: member.id, role })),
  };
}

/** The secret of a new key. */
export async function keyFor(
  { transact, project }: Founded,
  standing: Standing,
  name: string,
): Promise<string> {
  const { role, projectRole, scopes } = standing;
  const limited = projectRole && { projectId: project.id, role: projectRole };
  const { secret } = await transact((em, actor) =>
    createApiKey(em, actor, { name, role, scopes, project: limited }),
  );
  return secret;
}
