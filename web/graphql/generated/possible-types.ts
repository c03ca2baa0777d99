export const possibleTypes = {
  "Error": [
    "ConflictError",
    "DraftConflictError",
    "ForbiddenError",
    "InvalidInputError",
    "InvalidWorkflowError",
    "MethodSwitchNeedsCredentialsError",
    "MissingOutputsError",
    "ModelDeletedError",
    "NotFoundError",
    "NotTestedError",
    "SlugTakenError",
    "StandsInPolicyError",
    "UsageChangedError",
    "WorkflowFileError"
  ],
  "Node": [
    "ApiKey",
    "Approval",
    "AuditEvent",
    "ConnectionNode",
    "ConnectionTest",
    "Invitation",
    "Member",
    "Model",
    "Organization",
    "Project",
    "Run",
    "SelfCheck",
    "Tool",
    "Upload",
    "Workflow",
    "WorkflowVersion"
  ]
};
