import { v7 as uuid } from 'uuid';
import type { Arrangements } from '../test/access-matrix.ts';
import { globalId } from '../test/world.ts';

export const organizationArrangements: Arrangements = {
  'Query.organization': { arrange: () => ({}) },
  'node(Organization)': { arrange: ({ ours }) => ({ id: globalId('Organization', ours.organization.id) }) },
  'Mutation.createOrganization': { arrange: () => ({ input: { name: `Founded ${uuid()}` } }) },
  'Organization.subOrganizations': { arrange: () => ({}) },
  'Mutation.createSubOrganization': { arrange: () => ({ input: { name: `Below ${uuid()}` } }) },
  'Mutation.updateOrganization': { arrange: () => ({ input: { name: `New ${uuid()}` } }) },
};
