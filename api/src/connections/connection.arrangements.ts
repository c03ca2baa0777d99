import { v7 as uuid } from 'uuid';
import type { Arrangements } from '../test/access-matrix.ts';
import { globalId, type World } from '../test/world.ts';
import type { Connection } from './connection.ts';
import { createConnection } from './create-connection.ts';

export const notInProject = {
  roles: ['member', 'memberKey'],
  answer: 'NOT_FOUND',
  because: 'what belongs to a project is visible to its members and to admins only',
} as const;

/** Nothing is called at this address: that it was tried is what counts here. */
const origin = 'https://connections.invalid';
const bearer = { origin, kind: 'BEARER', fields: [{ name: 'token', value: 'Ours-secret-token' }] };

export const newConnection = ({ ours, services }: World): Promise<Connection> =>
  ours.transact((em, actor) =>
    createConnection(
      em,
      actor,
      { ...bearer, kind: 'bearer', projectId: ours.project.id, name: `Ours ${uuid()}` },
      services.models,
    ),
  );

export const newConnectionId = async (world: World) =>
  globalId('ConnectionNode', (await newConnection(world)).id);

export const connectionArrangements: Arrangements = {
  'node(ConnectionNode)': {
    arrange: async (world) => ({ id: await newConnectionId(world) }),
    except: [notInProject],
  },
  'Project.connections': {
    arrange: async (world) => {
      await newConnection(world);
      return { id: globalId('Project', world.ours.project.id), first: 1 };
    },
    except: [notInProject],
  },
  'Mutation.createConnection': {
    arrange: ({ ours }) => ({
      input: { ...bearer, projectId: globalId('Project', ours.project.id), name: `Ours ${uuid()}` },
    }),
  },
  'Mutation.updateConnection': {
    arrange: async (world) => ({
      input: { ...bearer, connectionId: await newConnectionId(world), name: `Ours ${uuid()}` },
    }),
  },
  'Mutation.testConnection': {
    arrange: async (world) => ({ input: { connectionId: await newConnectionId(world), path: '/' } }),
  },
};
