import type { FileFault } from '@patchbay/schema/workflow-file/file-fault.ts';
import { DeclaredError } from '../errors.ts';

/** A file that cannot be imported: every fault with its line and column. */
export class WorkflowFileError extends DeclaredError {
  readonly code = 'INVALID_WORKFLOW_FILE';
  readonly status = 422;
  readonly faults: readonly FileFault[];

  constructor(faults: readonly FileFault[]) {
    super(faults.map(({ line, column, message }) => `Line ${line}, column ${column}: ${message}`).join(' '), [
      'text',
    ]);
    this.faults = faults;
  }
}
