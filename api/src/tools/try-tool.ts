import type { Context } from '../context.ts';
import { InvalidInputError } from '../errors.ts';
import { callableTools, type ToolServices } from './callable-tools.ts';
import { findTool } from './find-tool.ts';

export type ToolTrial = { failed: boolean; text: string; latencyMs: number };

type Input = {
  toolId: string;
  /** Which of a server's tools. */
  name?: string | null;
  arguments?: unknown;
};

/** Calls the tool just as a model's call would, and shows what the model would be told. */
export async function tryTool(
  { transact, services }: { transact: Context['transact']; services: ToolServices },
  { toolId, name, arguments: args }: Input,
  signal: AbortSignal,
): Promise<ToolTrial> {
  const tool = await transact((em, actor) => findTool(em, actor, toolId, 'CONTRIBUTOR'));
  const callable = callableTools(services, tool);
  const chosen = name == null ? callable[0] : callable.find((one) => one.name === name);
  if (!chosen || (name == null && callable.length > 1))
    throw InvalidInputError.at('name', `Choose one of: ${callable.map((one) => one.name).join(', ')}.`);
  const started = performance.now();
  const { text, failed } = await chosen.call(args ?? {}, signal);
  return { text, failed, latencyMs: performance.now() - started };
}
