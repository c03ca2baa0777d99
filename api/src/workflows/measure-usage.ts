// How long the API's own code takes to read who uses a model, with nobody asking over the network; printed as JSON for
// the bench.
import { scopes } from '../access/actor.ts';
import { loadCatalogue } from '../catalogue/catalogue.ts';
import { leaveOut } from '../find-in-order.ts';
import { createOrm, type EntityManager, inSnapshot } from '../orm.ts';
import { Project } from '../organizations/project.ts';
import { countUsage, listUsingWorkflows } from './model-usage.ts';
import { namesOfModels } from './names-of-models.ts';
import { Workflow } from './workflow.ts';

const [databaseUrl = '', organizationId = '', reference = '', rounds = '1'] = process.argv.slice(2);
const orm = createOrm(databaseUrl);
const catalogue = loadCatalogue({});
const admin = {
  kind: 'person',
  id: organizationId,
  name: 'Measured',
  organizationId,
  organizationSlug: '',
  organizationName: '',
  role: 'ADMIN',
  scopes,
  projectRoles: {},
} as const;

const readings = {
  counts: (em: EntityManager) => countUsage(em, catalogue, [reference]),
  async list(em: EntityManager) {
    const named = await namesOfModels(em, catalogue, [reference]);
    const names = named.map(({ name }) => name);
    const bounds = { after: null, before: null, limit: 21, descending: true };
    const using = await listUsingWorkflows(em, admin, names, bounds);
    const workflows = await em.find(Workflow, { id: using.map(({ id }) => id) }, leaveOut<Workflow>('draft'));
    await em.find(Project, { id: [...new Set(workflows.map(({ projectId }) => projectId))] });
  },
};

const times: Record<keyof typeof readings, number[]> = { counts: [], list: [] };
// The first ones only warm up.
for (let round = -Number(rounds); round < Number(rounds); round += 1) {
  for (const name of ['counts', 'list'] as const) {
    const begun = performance.now();
    await inSnapshot(orm, organizationId, async (em) => {
      await readings[name](em);
      // As in a query: nobody waits for the transaction to end.
      if (round >= 0) times[name].push(performance.now() - begun);
    });
  }
}
console.log(JSON.stringify(times));
await orm.close();
