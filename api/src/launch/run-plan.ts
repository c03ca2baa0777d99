import { stopBoundMs } from './part.ts';
import type { Plan, Stage } from './plan.ts';
import { say } from './say.ts';
import { supervise, type PartEvent, type RestartPolicy, type Supervised } from './supervise.ts';

export interface RunOptions {
  signal: AbortSignal;
  onSpawn(name: string, pid: number): void;
  restart?: RestartPolicy;
}

export interface RunningPlan {
  /** Resolves when every stage is ready or done; rejects with the first that fails. */
  ready: Promise<void>;
  /** Each part stops as soon as all that wait for it at the start are gone. */
  stop(): Promise<void>;
}

export function runPlan(plan: Plan, options: RunOptions): RunningPlan {
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const running = new Map<string, Supervised>();
  const begun = new Map<string, Promise<void>>();

  for (const stage of plan.stages) {
    const before = (stage.after ?? []).map((name) => begun.get(name));
    const done = Promise.all(before).then(() => begin(stage));
    // One that fails ends the start: the others need not finish theirs.
    done.catch(() => failed.abort());
    begun.set(stage.name, done);
  }

  async function begin(stage: Stage): Promise<void> {
    const from = performance.now();
    const seconds = () => (performance.now() - from) / 1000;
    const start = { signal, onSpawn: (pid: number) => options.onSpawn(stage.name, pid) };
    if ('errand' in stage) {
      const detail = await stage.errand({
        ...start,
        working: (text) => say.note(stage.name, text),
      });
      say.done(stage.name, seconds(), detail, 'done');
      return;
    }
    const supervised = await supervise(stage.part, {
      ...start,
      restart: options.restart,
      onEvent: (event) => tell(stage.name, event),
    });
    running.set(stage.name, supervised);
    say.done(stage.name, seconds(), stage.part.address);
  }

  async function end(name: string): Promise<void> {
    const gently = await running.get(name)?.stop();
    if (gently === false) say.note(name, `did not stop within ${stopBoundMs / 1000} s and was killed`);
  }

  const ready = Promise.all(begun.values()).then(() => {});
  return {
    ready,
    async stop() {
      failed.abort();
      // What is still starting notices the abort and stops itself.
      await Promise.allSettled(begun.values());
      const stopped = new Map<string, Promise<void>>();
      for (const { name } of plan.stages.toReversed()) {
        const dependents = plan.stages.filter(({ after }) => after?.includes(name));
        const gone = Promise.all(dependents.map((dependent) => stopped.get(dependent.name)));
        stopped.set(
          name,
          gone.then(() => end(name)),
        );
      }
      await Promise.all(stopped.values());
    },
  };
}

function tell(name: string, event: PartEvent): void {
  if (event.kind === 'ready') return say.done(name, event.seconds, 'again');
  if (event.kind === 'failing') return say.fault(event.message);
  const when = event.retryMs === 0 ? 'now' : `in ${event.retryMs / 1000} s`;
  say.note(name, `ended (${event.fault}); starting it again ${when}`);
}
