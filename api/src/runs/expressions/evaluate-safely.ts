// Expressions are other people's programs: they run in threads of their own, within limits of time and memory, and an
// organisation has one of them under way at a time, so that nobody's bomb holds up the others.
import { Worker } from 'node:worker_threads';
import { expressionLimits } from '@patchbay/schema/expressions/limits.ts';

export type Question = { text: string; scope: Readonly<Record<string, unknown>>; place: string };
export type ThreadAnswer = { value: unknown } | { fault: string };

type Job = Question & {
  organizationId: string;
  resolve(answer: ThreadAnswer): void;
  reject(error: unknown): void;
};
type Thread = { worker: Worker; ready: Promise<unknown> };

const threadsAtMost = 2;
const idle: Thread[] = [];
const waiting: Job[] = [];
const busyFor = new Set<string>();

/** What an expression gives, or the sentence that says where it went wrong. */
export function evaluateSafely(organizationId: string, question: Question): Promise<ThreadAnswer> {
  return new Promise((resolve, reject) => {
    waiting.push({ ...question, organizationId, resolve, reject });
    goOn();
  });
}

function goOn(): void {
  while (busyFor.size < threadsAtMost) {
    const next = waiting.findIndex(({ organizationId }) => !busyFor.has(organizationId));
    const [job] = next === -1 ? [] : waiting.splice(next, 1);
    if (!job) return;
    busyFor.add(job.organizationId);
    workOut(job)
      .then(job.resolve, job.reject)
      .finally(() => {
        busyFor.delete(job.organizationId);
        goOn();
      });
  }
}

async function workOut({ text, scope, place }: Job): Promise<ThreadAnswer> {
  const thread = idle.pop() ?? startThread();
  const { worker } = thread;
  // A thread at work keeps the process alive; an idle one does not.
  worker.ref();
  await thread.ready;
  const before = await worker.cpuUsage();
  return new Promise((resolve) => {
    const end = (answer: ThreadAnswer, stays: boolean) => {
      clearInterval(watch);
      worker.off('message', told).off('error', grew);
      worker.unref();
      if (stays) idle.push(thread);
      else void worker.terminate();
      resolve(answer);
    };
    const stopped = (why: string) =>
      end({ fault: `${place}: this ${why} and was stopped. Work through less.` }, false);
    const startedAt = Date.now();
    // By what it has computed rather than by the clock: on a busy machine a small expression waits long for its turn.
    const watch = setInterval(async () => {
      const { user } = await worker.cpuUsage(before).catch(() => before);
      if (user > expressionLimits.computeMs * 1_000 || Date.now() - startedAt > expressionLimits.totalMs)
        stopped('took too long to work out');
    }, 100);
    const told = (answer: ThreadAnswer) => end(answer, true);
    const grew = () => stopped('grew too large while it was worked out');
    worker.on('message', told).on('error', grew);
    worker.postMessage({ text, scope, place } satisfies Question);
  });
}

function startThread(): Thread {
  const worker = new Worker(new URL('./expression-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: expressionLimits.memoryMegabytes, stackSizeMb: 4 },
    env: {},
  });
  // One that breaks while idle is replaced at its next use; without this it would end the process.
  worker.on('error', () => {});
  worker.once('exit', () => {
    const at = idle.findIndex((thread) => thread.worker === worker);
    if (at !== -1) idle.splice(at, 1);
  });
  const ready = new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return { worker, ready };
}
