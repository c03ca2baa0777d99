import type { Arrangements } from '../test/access-matrix.ts';
import { globalId } from '../test/world.ts';
import { AuditEvent } from './audit-event.ts';

export const auditEventArrangements: Arrangements = {
  'Organization.auditEvents': { arrange: () => ({ action: 'project.' }) },
  'node(AuditEvent)': {
    arrange: async ({ ours }) => {
      const event = await ours.transact((em) => em.findOneOrFail(AuditEvent, { action: 'project.created' }));
      return { id: globalId('AuditEvent', event.id) };
    },
  },
};
