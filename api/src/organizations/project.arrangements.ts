// How each operation on projects is made to succeed, for the access matrix: `arrange` makes what is needed and gives
// the variables; where a role gets another answer than the rule says, `except` says which and why. See test/access-matrix.ts.
import { v7 as uuid } from 'uuid';
import type { Arrangements } from '../test/access-matrix.ts';
import { globalId } from '../test/world.ts';

const notInProject = {
  roles: ['member', 'memberKey'],
  answer: 'NOT_FOUND',
  because: 'a project is visible to its members and to admins only',
} as const;

export const projectArrangements: Arrangements = {
  'node(Project)': {
    arrange: ({ ours }) => ({ id: globalId('Project', ours.project.id) }),
    except: [notInProject],
  },
  'Organization.projects': { arrange: () => ({ archived: false }) },
  'Project.members': {
    arrange: ({ ours }) => ({ id: globalId('Project', ours.project.id) }),
    except: [notInProject],
  },
  'Mutation.createProject': { arrange: () => ({ input: { name: `New ${uuid()}` } }) },
  'Mutation.updateProject': {
    arrange: ({ ours }) => ({
      input: { projectId: globalId('Project', ours.project.id), description: `New ${uuid()}` },
    }),
  },
  'Mutation.archiveProject': {
    arrange: async ({ ours }) => ({
      input: { projectId: globalId('Project', (await ours.newProject()).id), archived: true },
    }),
  },
  'Mutation.setProjectMember': {
    arrange: async ({ ours }) => ({
      input: {
        projectId: globalId('Project', ours.project.id),
        memberId: globalId('Member', (await ours.join()).id),
        role: 'CONTRIBUTOR',
      },
    }),
  },
};
