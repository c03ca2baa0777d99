import { patternFault } from '../json-schema/pattern.ts';
import { usableSchemaFault } from '../json-schema/usable-schema.ts';
import { isRecord } from '../shape.ts';

/** Why a schema cannot describe the arguments of a tool, as a sentence, or null; a run would find out too late. */
export function argumentsFault(parameters: unknown): string | null {
  if (!isRecord(parameters) || parameters.type !== 'object')
    return 'The arguments are an object: set "type" to "object" at the top of the schema.';
  return usableSchemaFault(parameters, patternFault);
}
