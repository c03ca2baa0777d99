export const possibleTypes = {
  "Error": [
    "ConflictError",
    "DraftConflictError",
    "ForbiddenError",
    "InvalidInputError",
    "InvalidWorkflowError",
    "NotFoundError",
    "SlugTakenError"
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
    "Workflow",
    "WorkflowVersion"
  ]
};
