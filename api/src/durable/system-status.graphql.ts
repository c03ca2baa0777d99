import { adminReads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { type PartStatus, systemStatus } from './system-status.ts';

const PartNameEnum = builder.enumType('PartName', {
  values: {
    API: { value: 'api' },
    WORKER: { value: 'worker' },
    POSTGRES: { value: 'postgres' },
    RESTATE: { value: 'restate' },
  } as const satisfies Record<string, { value: PartStatus['name'] }>,
});

const PartStatusType = builder.objectRef<PartStatus>('PartStatus').implement({
  description: 'What one of the parts that run says now.',
  fields: (t) => ({
    name: t.expose('name', { type: PartNameEnum }),
    isHealthy: t.exposeBoolean('isHealthy'),
    version: t.exposeString('version', { nullable: true, description: 'Null when it does not answer.' }),
    latencyMs: t.exposeFloat('latencyMs', { nullable: true }),
    detail: t.exposeString('detail'),
  }),
});

builder.queryField('systemStatus', (t) =>
  t.field({
    type: [PartStatusType],
    description: 'Every part that the api can see, one row for each worker. Admins only.',
    authScopes: { may: adminReads },
    resolve: (_root, _args, { services }) => systemStatus(services),
  }),
);
