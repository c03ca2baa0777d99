import { DeclaredError } from '../errors.ts';
import type { Workflow } from './workflow.ts';

/** Somebody saved in between. It carries what is there now, so that nothing on either side is lost. */
export class DraftConflictError extends DeclaredError {
  readonly code = 'DRAFT_CONFLICT';
  readonly status = 409;
  readonly workflow: Workflow;

  constructor(workflow: Workflow, expectedRevision: number) {
    super(
      `${workflow.draftBy} saved this draft in between: it is at revision ${workflow.revision}, and you began from ${expectedRevision}. Compare the two, then go on from revision ${workflow.revision}.`,
      ['expectedRevision'],
    );
    this.workflow = workflow;
  }
}
