// What every call of a tool goes through, whatever its kind.
import { faultInWords, valueFaults } from '@patchbay/schema/json-schema/check-value.ts';
import { isRecord } from '@patchbay/schema/shape.ts';
import { UnfitArgument } from '@patchbay/schema/tools/url-template.ts';
import type { OpenConnection, OpenConnectionOf } from '../connections/open-connection.ts';
import { ConnectionUnusable } from '../connections/connection-unusable.ts';
import { createScrubber } from '../credentials/scrub.ts';
import { Secret } from '../credentials/secret.ts';
import { findFetchFailure } from '../providers/egress-errors.ts';
import type { ToolAnswer } from './callable-tool.ts';
import type { Tool } from './tool.ts';

const longestMs = 60_000;
/** What a model is told of an answer: more would fill its context. */
const longestText = 50_000;

/** A call that the tool's own server answered with a failure, in words for the model. */
export class ToolCallFailed extends Error {
  override readonly name = 'ToolCallFailed';
}

type Call = (
  args: Record<string, unknown>,
  options: { headers: Record<string, string>; signal: AbortSignal },
) => Promise<{ text: string; cut: boolean }>;

/** Checks the arguments, signs in, calls within its time, and takes every secret out of what comes back. */
export async function guardedCall(
  openConnection: OpenConnectionOf,
  tool: Tool,
  parameters: Record<string, unknown>,
  { args, signal, call }: { args: unknown; signal: AbortSignal; call: Call },
): Promise<ToolAnswer> {
  const faults = argumentFaults(parameters, args);
  if (faults || !isRecord(args)) return { text: `The arguments do not fit. ${faults}`, failed: true };
  const deadline = AbortSignal.timeout(longestMs);
  const ends = AbortSignal.any([signal, deadline]);
  let opened: OpenConnection | null = null;
  const scrub = (text: string) =>
    createScrubber((opened?.secrets ?? []).map((one) => new Secret(one))).scrub(text);
  try {
    if (tool.connectionId)
      opened = await openConnection(tool.organizationId, tool.projectId, tool.connectionId);
    const fault = opened && tool.originFault(opened.origin);
    if (fault) return { text: fault, failed: true };
    const headers = (await opened?.headers(ends)) ?? {};
    const { text, cut } = await call(args, { headers, signal: ends });
    return { text: shorten(scrub(text), cut), failed: false };
  } catch (error) {
    signal.throwIfAborted();
    const { host } = new URL(tool.origin());
    if (deadline.aborted) return { text: `${host} did not answer within 60 s.`, failed: true };
    if (
      error instanceof ToolCallFailed ||
      error instanceof ConnectionUnusable ||
      error instanceof UnfitArgument
    )
      return { text: shorten(scrub(error.message), false), failed: true };
    const failure = findFetchFailure(error, host);
    if (failure) return { text: scrub(failure.message), failed: true };
    throw error;
  }
}

function argumentFaults(parameters: Record<string, unknown>, args: unknown): string | null {
  // A tool says what it takes: anything else would go nowhere, and nobody would know.
  const closed = parameters.additionalProperties === undefined;
  const schema = closed ? { ...parameters, additionalProperties: false } : parameters;
  const faults = valueFaults(schema, args);
  if (faults.length === 0) return isRecord(args) ? null : 'They must be an object.';
  return faults.map(faultInWords).join(' ');
}

function shorten(text: string, cut: boolean): string {
  if (text.length <= longestText)
    return cut ? `${text}\n\n[The answer was longer: the rest was not read.]` : text;
  const more = cut ? 'and more that was not read' : `${text.length - longestText} characters more`;
  return `${text.slice(0, longestText)}\n\n[Cut off here: ${more}.]`;
}
