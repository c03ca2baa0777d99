import type { WorkflowIssue } from '@patchbay/schema/workflow-graph.ts';
import { DeclaredError } from '../errors.ts';

/** A document that cannot be read, or a draft that is not ready to publish: every fault with its place. */
export class InvalidWorkflowError extends DeclaredError {
  readonly code = 'INVALID_WORKFLOW';
  readonly status = 422;
  readonly issues: readonly WorkflowIssue[];

  constructor(issues: readonly WorkflowIssue[], path: readonly string[]) {
    super(issues.map(({ message }) => message).join(' '), path);
    this.issues = issues;
  }
}
