import { z } from 'zod';
import { createSandbox } from './sandbox.ts';

const read = z
  .object({
    SANDBOX_HOST: z.string().default('127.0.0.1'),
    SANDBOX_PORT: z.coerce.number().int().min(1).max(65_535).default(4807),
    SANDBOX_KEY: z.string().min(1).optional(),
  })
  .safeParse(process.env);
if (!read.success) {
  console.error(z.prettifyError(read.error));
  process.exit(1);
}

const { SANDBOX_HOST: host, SANDBOX_PORT: port, SANDBOX_KEY: key } = read.data;
const sandbox = createSandbox({ key, remember: 100 });
sandbox.server.once('error', (error) => {
  console.error(`The sandbox cannot listen on ${host}:${port}: ${error.message}`);
  process.exit(1);
});
sandbox.server.listen(port, host, () => console.log(`Sandbox models on http://${host}:${port}/v1`));

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => sandbox.close());
