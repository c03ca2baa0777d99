import { newConnectionId, notInProject } from '../connections/connection.arrangements.ts';
import type { Arrangements } from '../test/access-matrix.ts';
import { newToolId } from '../tools/tool.arrangements.ts';

export const bindingArrangements: Arrangements = {
  'Tool.usedBy': { arrange: async (world) => ({ id: await newToolId(world) }), except: [notInProject] },
  'ConnectionNode.usedBy': {
    arrange: async (world) => ({ id: await newConnectionId(world) }),
    except: [notInProject],
  },
  'Mutation.deleteTool': { arrange: async (world) => ({ input: { toolId: await newToolId(world) } }) },
  'Mutation.deleteConnection': {
    arrange: async (world) => ({ input: { connectionId: await newConnectionId(world) } }),
  },
};
