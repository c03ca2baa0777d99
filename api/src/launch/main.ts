// `npm start`: everything on this machine, on loopback, from one data directory.
import { FlagError, help, parseFlags } from './flags.ts';
import { launch, LaunchRefused } from './launch.ts';
import { PartFailed } from './part.ts';
import { productPlan } from './plan.ts';
import { say } from './say.ts';
import { SecretMissing } from './secrets.ts';

const expected = [FlagError, LaunchRefused, PartFailed, SecretMissing];

async function main(): Promise<number> {
  const flags = parseFlags(process.argv.slice(2));
  if (!flags.help) return launch(flags, productPlan);
  say.line(help);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  // A refusal of the system ("permission denied, mkdir ...") says enough by itself; anything else is our own fault.
  const told = expected.some((kind) => error instanceof kind) || (error as NodeJS.ErrnoException).syscall;
  say.fault(told ? (error as Error).message : String((error as Error).stack ?? error));
  process.exitCode = 1;
}
process.exit();
