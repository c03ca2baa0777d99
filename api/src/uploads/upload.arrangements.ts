import type { Arrangements } from '../test/access-matrix.ts';
import { globalId } from '../test/world.ts';
import { addUpload } from './add-upload.ts';
import { payloadsIn } from './payloads.ts';

export const uploadArrangements: Arrangements = {
  'node(Upload)': {
    arrange: async ({ orm, ours }) => {
      const upload = await addUpload({ orm, payloads: payloadsIn(orm) }, ours.actor, {
        projectId: ours.project.id,
        name: 'Ours.txt',
        read: async () => Buffer.from('Ours'),
      });
      return { id: globalId('Upload', upload.id) };
    },
    except: [
      {
        roles: ['member', 'memberKey'],
        answer: 'NOT_FOUND',
        because: 'an upload is visible to the members of its project and to admins only',
      },
    ],
  },
};
