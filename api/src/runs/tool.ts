import type { JsonSchema } from '../providers/json-answer.ts';

/** A tool of the project, ready to be called for one step. */
export type BoundTool = {
  /** What the model calls it. */
  name: string;
  description: string;
  /** A JSON schema: what the model gives is checked against it before anything is called. */
  parameters: JsonSchema;
  /** What went wrong at the tool's end is a result, too: the model reads it and may try otherwise. */
  call(args: Record<string, unknown>, signal: AbortSignal): Promise<{ result: string; failed?: boolean }>;
};

/** In the order of the ids. Throws StepFailed where one of them is not there any more. */
export type ToolsFor = (
  organizationId: string,
  projectId: string,
  toolIds: readonly string[],
) => Promise<readonly BoundTool[]>;
