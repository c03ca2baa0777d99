import { v7 as uuid } from 'uuid';
import { newConnection, newConnectionId, notInProject } from '../connections/connection.arrangements.ts';
import type { Arrangements } from '../test/access-matrix.ts';
import { globalId, type World } from '../test/world.ts';
import { createTool } from './create-tool.ts';
import type { Tool } from './tool.ts';

const newName = () => `ours_${uuid().replaceAll('-', '')}`;

/** Nothing is called at this address: that it was tried is what counts here. */
const definition = {
  kind: 'http',
  method: 'GET',
  url: 'https://connections.invalid/things/{id}',
  parameters: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
  query: [],
  body: [],
};
const described = { description: 'Looks up a thing of Ours.', definition };

async function newTool(world: World): Promise<Tool> {
  const { id: connectionId } = await newConnection(world);
  const { ours, services } = world;
  return ours.transact((em, actor) =>
    createTool(
      em,
      actor,
      { ...described, projectId: ours.project.id, name: newName(), connectionId },
      services.models.fetch,
    ),
  );
}

export const newToolId = async (world: World) => globalId('Tool', (await newTool(world)).id);

export const toolArrangements: Arrangements = {
  'node(Tool)': { arrange: async (world) => ({ id: await newToolId(world) }), except: [notInProject] },
  'Project.tools': {
    arrange: async (world) => {
      await newTool(world);
      return { id: globalId('Project', world.ours.project.id), first: 1 };
    },
    except: [notInProject],
  },
  'ConnectionNode.tools': {
    arrange: async (world) => ({
      id: globalId('ConnectionNode', (await newTool(world)).connectionId ?? ''),
      first: 1,
    }),
    except: [notInProject],
  },
  'Mutation.createTool': {
    arrange: async (world) => ({
      input: {
        ...described,
        projectId: globalId('Project', world.ours.project.id),
        name: newName(),
        connectionId: await newConnectionId(world),
      },
    }),
  },
  'Mutation.updateTool': {
    arrange: async (world) => ({
      input: { ...described, toolId: await newToolId(world), name: newName() },
    }),
  },
  'Mutation.tryTool': {
    arrange: async (world) => ({ input: { toolId: await newToolId(world), arguments: { id: '1' } } }),
  },
  'Mutation.discoverMcpTools': {
    arrange: ({ ours }) => ({
      // Refused by the server that is not there, after the question who asks: see `except`.
      input: {
        projectId: globalId('Project', ours.project.id),
        url: 'https://connections.invalid/mcp',
      },
    }),
    except: [
      {
        roles: [
          'admin',
          'adminKey',
          'runningKey',
          'projectAdmin',
          'projectAdminKey',
          'contributor',
          'contributorKey',
        ],
        answer: 'CONFLICT',
        because: 'nobody answers at this address',
      },
    ],
  },
};
