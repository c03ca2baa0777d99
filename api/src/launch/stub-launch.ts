// The launcher for its own tests: real PostgreSQL and Restate, and small servers in place of api, worker and web.
import { join } from 'node:path';
import { parseFlags } from './flags.ts';
import { launch } from './launch.ts';
import { productPlan, serves, type Setup, type Stage } from './plan.ts';
import { say } from './say.ts';

async function stubPlan(setup: Setup) {
  const { stages } = await productPlan(setup);
  const stub = (name: 'web' | 'api' | 'worker', after: string[]): Stage => {
    const port = setup.ports[name];
    const fault = join(setup.dataDir, `${name}-fault`);
    const command = [process.execPath, join(import.meta.dirname, 'stub-part.ts'), String(port), fault];
    const program = { name, command, env: { PATH: process.env.PATH }, logFile: setup.logFile(name) };
    return { name, after, part: serves(program, `http://127.0.0.1:${port}`, '/') };
  };
  return {
    stages: [
      ...stages.filter(({ name }) => name === 'postgres' || name === 'restate'),
      stub('worker', ['postgres', 'restate']),
      stub('api', ['postgres', 'restate']),
      stub('web', ['api']),
    ],
  };
}

try {
  const restart = { pausesMs: [0, 50], windowMs: 60_000, failingFrom: 3 };
  process.exit(await launch(parseFlags(process.argv.slice(2)), stubPlan, restart));
} catch (error) {
  say.fault((error as Error).message);
  process.exit(1);
}
