export const possibleTypes = {
  "Error": [
    "ConflictError",
    "DraftConflictError",
    "ForbiddenError",
    "InvalidInputError",
    "InvalidWorkflowError",
    "MethodSwitchNeedsCredentialsError",
    "ModelDeletedError",
    "NotFoundError",
    "NotTestedError",
    "SlugTakenError",
    "StandsInPolicyError",
    "UsageChangedError"
  ],
  "Node": [
    "ApiKey",
    "AuditEvent",
    "ConnectionTest",
    "Invitation",
    "Member",
    "Model",
    "Organization",
    "Project",
    "Run",
    "SelfCheck",
    "Upload",
    "Workflow",
    "WorkflowVersion"
  ]
};
