import { usableSchemaFault } from '@patchbay/schema/json-schema/usable-schema.ts';
import { validatorOf } from '../providers/json-schema.ts';

/** Why a schema of arguments cannot be used here, as a sentence; a run would find out too late. */
export function parametersFault(parameters: Record<string, unknown>): string | null {
  const fault = usableSchemaFault(parameters);
  if (fault) return fault;
  try {
    validatorOf(parameters);
    return null;
  } catch (error) {
    return `It cannot be used: ${error instanceof Error ? error.message : 'it is no JSON Schema'}.`;
  }
}
