// Run by the launcher on every start, before the api: fills the demonstration organisation of an empty database.
import { createDemonstrationOrganization } from '../access/demonstration.ts';
import { readEnv } from '../env.ts';
import { createModelServices } from '../models/model-services.ts';
import { createOrm } from '../orm.ts';
import { seedDemonstration } from './seed-demonstration.ts';

const env = readEnv('demo');
const services = createModelServices(env);
const orm = createOrm(env.DATABASE_URL, { connections: 1 });
try {
  await createDemonstrationOrganization(orm);
  const seeded = await seedDemonstration(orm, services, env.SANDBOX_URL);
  console.log(seeded ? 'The demonstration organisation is filled.' : 'Nothing was missing.');
} finally {
  await Promise.all([services.fetch.close(), orm.close(true)]);
}
