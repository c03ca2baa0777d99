const actions: Record<string, string> = {
  'organization.created': 'Made the organisation',
  'organization.renamed': 'Renamed the organisation',
  'organization.sub-organization-created': 'Made a sub-organisation',
  'member.joined': 'Joined',
  'member.left': 'Left',
  'member.removed': 'Removed a member',
  'member.role-changed': 'Changed a role',
  'member.reset-link-created': 'Made a password reset link',
  'invitation.created': 'Invited',
  'invitation.revoked': 'Withdrew an invitation',
  'project.created': 'Made a project',
  'project.updated': 'Changed a project',
  'project.archived': 'Archived a project',
  'project.restored': 'Restored a project',
  'project.member-changed': 'Changed a role in a project',
  'api-key.created': 'Made an API key',
  'api-key.revoked': 'Revoked an API key',
  'model.added': 'Added a model',
  'model.updated': 'Changed a model',
  'model.switched-on': 'Switched a model on',
  'model.switched-off': 'Switched a model off',
  'model.deleted': 'Deleted a model',
  'model.reactivated': 'Brought a deleted model back',
  'model-policy.updated': 'Changed the model policy',
  'connection.created': 'Made a connection',
  'connection.updated': 'Changed a connection',
  'connection.deleted': 'Deleted a connection',
  'tool.created': 'Made a tool',
  'tool.updated': 'Changed a tool',
  'tool.deleted': 'Deleted a tool',
  'workflow.created': 'Made a workflow',
  'workflow.updated': 'Changed a workflow',
  'workflow.draft-saved': 'Saved a draft',
  'workflow.published': 'Published a workflow',
  'workflow.version-restored': 'Restored a version as the draft',
  'workflow.archived': 'Archived a workflow',
  'workflow.restored': 'Restored a workflow',
  'run.approved': 'Approved',
  'run.rejected': 'Rejected',
  'run.budget-raised': 'Raised the budget of a run',
  'budget.updated': 'Changed the budgets',
  'upload.added': 'Uploaded a file',
  'workflow.step-pinned': "Pinned a step's output",
  'workflow.step-unpinned': "Unpinned a step's output",
};

/** An action in words; one that has none yet stands as it is. */
export function sayAction(action: string): string {
  return actions[action] ?? action;
}

/** What changed, a line for each field that says something. */
export function detailLines(details: unknown): string[] {
  if (typeof details !== 'object' || details === null) return [];
  if (isChange(details)) {
    const { from, to, ...others } = details;
    return [sayValue({ from, to }), ...detailLines(others)];
  }
  return Object.entries(details)
    .filter(([, value]) => saysSomething(value))
    .flatMap(([field, value]) =>
      isGroup(value) ? detailLines(value) : [`${sayField(field)}: ${sayValue(value)}`],
    );
}

function saysSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== false && value !== 0 && value !== '';
}

/** The settings of a model and the like: their fields stand for themselves. */
function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isChange(value);
}

interface Change {
  from: unknown;
  to: unknown;
}

function isChange(value: object): value is Change {
  return 'from' in value && 'to' in value;
}

function sayField(field: string): string {
  return field.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function sayValue(value: unknown): string {
  if (value === true) return 'yes';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(sayValue).join(', ');
  if (typeof value === 'object' && value !== null && isChange(value)) {
    return `from ${sayValue(value.from)} to ${sayValue(value.to)}`;
  }
  return JSON.stringify(value);
}
