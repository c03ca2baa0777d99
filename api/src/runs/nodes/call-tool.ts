import type { ToolCall } from '../../providers/model-client.ts';
import { faultInWords, valueFaults } from '@patchbay/schema/json-schema/check-value.ts';
import { isRecord } from '@patchbay/schema/shape.ts';
import { cutResult, type StepCall } from '../step-call.ts';
import { StepFailed } from '../step-failed.ts';
import type { BoundTool } from '../tool.ts';

/** What a model is handed of a result at most. */
const handedOn = 100_000;

/** Calls what the model asks for. A wrong call is answered, not a failure of the step: the model may try otherwise. */
export async function callTool(
  { name, arguments: given }: ToolCall,
  tools: readonly BoundTool[],
  signal: AbortSignal,
): Promise<{ result: string; failed: boolean; call: StepCall }> {
  const startedAt = new Date();
  const { result, failed = false } = await answerOf(name, given, tools, signal);
  return {
    result: cutResult(result, handedOn),
    failed,
    call: {
      name,
      arguments: given,
      result: cutResult(result),
      failed,
      startedAt: startedAt.toISOString(),
      milliseconds: Date.now() - startedAt.getTime(),
    },
  };
}

async function answerOf(
  name: string,
  given: unknown,
  tools: readonly BoundTool[],
  signal: AbortSignal,
): Promise<{ result: string; failed?: boolean }> {
  const tool = tools.find((one) => one.name === name);
  if (!tool)
    return refused(`There is no tool "${name}". There are: ${tools.map((one) => one.name).join(', ')}.`);
  const args = given ?? {};
  if (!isRecord(args)) return refused("The arguments do not fit the tool's schema. They are no JSON object.");
  const [fault] = valueFaults(tool.parameters, args);
  if (fault) return refused(`The arguments do not fit the tool's schema. ${faultInWords(fault)}`);
  try {
    return await tool.call(args, signal);
  } catch (error) {
    if (signal.aborted || !(error instanceof StepFailed)) throw error;
    return refused(error.message);
  }
}

const refused = (result: string) => ({ result, failed: true });
