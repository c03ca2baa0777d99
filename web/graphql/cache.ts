import { cacheExchange, type Cache, type UpdateResolver } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { possibleTypes } from './generated/possible-types';

/** Pages that were fetched one after another read as one list. */
const paged = relayPagination();

/** A change of a model, or of what is live, can mend a workflow or hurt it. */
const attention = ['workflowsNeedingAttention'];

/** Which lists of the organisation are out of date after a mutation; each mutation also adds to the audit. */
const outdatedLists = {
  inviteMember: ['invitations'],
  revokeInvitation: ['invitations'],
  changeMemberRole: ['members', 'invitations'],
  removeMember: ['members', 'invitations', 'apiKeys'],
  createPasswordResetLink: [],
  createApiKey: ['apiKeys'],
  revokeApiKey: ['apiKeys'],
  createProject: ['projects'],
  updateProject: [],
  archiveProject: ['projects'],
  setProjectMember: [],
  updateOrganization: [],
  runSelfCheck: ['selfChecks'],
  createWorkflow: ['workflows'],
  duplicateWorkflow: ['workflows'],
  readWorkflowFile: [],
  importWorkflow: ['workflows'],
  updateWorkflow: [],
  archiveWorkflow: ['workflows', ...attention],
  saveDraft: [],
  publishWorkflow: [...attention],
  restoreVersion: [],
  startRun: ['runs'],
  runStep: ['runs'],
  cancelRun: ['approvals'],
  retryRun: ['runs', 'approvals'],
  rerunFrom: ['runs'],
  raiseBudget: ['runs'],
  decideApproval: ['approvals', 'runs'],
  updateBudget: [],
  pinStepOutput: [],
  unpinStepOutput: [],
  testModelConnection: [],
  addCustomModel: [...attention],
  updateCustomModel: [...attention],
  setModelActive: [...attention],
  deleteCustomModel: [...attention],
  retireModel: [...attention, 'workflows'],
  updateModelPolicy: [...attention],
  createSubOrganization: ['subOrganizations'],
  createConnection: [],
  updateConnection: [],
  deleteConnection: [],
  testConnection: [],
  createTool: [],
  updateTool: [],
  deleteTool: [],
  discoverMcpTools: [],
  tryTool: [],
} satisfies Record<string, string[]>;

/** These change which models there are. */
const concernsModels = new Set([
  'addCustomModel',
  'updateCustomModel',
  'setModelActive',
  'deleteCustomModel',
  'retireModel',
  'updateModelPolicy',
]);

/** Answers that every change of a model or of the policy makes stale. */
const resolutions = ['modelPolicy', 'resolveModel', 'modelEligibility'];

/** And these, which model a reference leads to. */
const renamesModels = new Set(['addCustomModel', 'deleteCustomModel', 'retireModel']);

/** What a connection test of a saved model changes of it, and what a probe does. */
const afterTest = ['tests', 'lastTest', 'untested', 'health'];
const afterProbe = ['evidence'];

/** Which list of its project a new one stands in, and what is gone after a deletion. */
const inProject: Record<string, string> = { createConnection: 'connections', createTool: 'tools' };
const deletions: Record<string, string> = { deleteConnection: 'ConnectionNode', deleteTool: 'Tool' };

/** These change what the sidebar says about the viewer. */
const concernsViewer = new Set([
  'updateOrganization',
  'createSubOrganization',
  'changeMemberRole',
  'removeMember',
]);

export function createCache() {
  const updates = Object.entries(outdatedLists).map(([mutation, lists]): [string, UpdateResolver] => [
    mutation,
    (result, args, cache) => {
      forgetLists(cache, cache.resolve('Query', 'organization'), [...lists, 'auditEvents']);
      forgetLists(cache, projectIn(result[mutation]), ['members']);
      if (concernsModels.has(mutation)) forgetLists(cache, 'Query', ['models', ...resolutions]);
      // What a model is like comes with the answer to its change.
      if (renamesModels.has(mutation)) forgetLists(cache, 'Query', ['model']);
      if (concernsModels.has(mutation)) forgetLists(cache, modelIn(args['input']), ['changes']);
      // What a mutation answers with is read from here after this: none may forget a field that it asks for.
      if (mutation === 'testModelConnection') forgetLists(cache, modelIn(args['input']), afterTest);
      const listed = inProject[mutation];
      if (listed) forgetLists(cache, projectNamed(args['input']), [listed]);
      const gone = deletions[mutation];
      if (gone) cache.invalidate(`${gone}:${deletedId(result[mutation])}`);
      if (mutation === 'updateConnection') forgetTools(cache);
      if (mutation === 'publishWorkflow') forgetLists(cache, workflowIn(args['input']), ['attention']);
      if (concernsViewer.has(mutation)) cache.invalidate('Query', 'viewer');
    },
  ]);
  return cacheExchange({
    possibleTypes,
    keys: {
      // Parts of what they stand in, without an id of their own.
      Person: () => null,
      Budget: () => null,
      RunLimits: () => null,
      RunSpent: () => null,
      ItemCount: () => null,
      ViewerMembership: () => null,
      Capabilities: () => null,
      ModelField: () => null,
      ProviderField: () => null,
      ProviderFieldOption: () => null,
      ProviderFieldCondition: () => null,
      ConnectionTestEvent: () => null,
      SuggestedPrice: () => null,
      CapabilityProbeEvent: () => null,
      CapabilityEvidence: () => null,
      ModelChange: () => null,
      ModelFieldChange: () => null,
      ModelUsingStep: () => null,
      TrialTextAdded: () => null,
      TrialReasoningAdded: () => null,
      TrialToolCalled: () => null,
      TrialEnded: () => null,
      ModelFacets: () => null,
      ModelPolicy: () => null,
      PolicyModel: () => null,
      ModelAlias: () => null,
      ModelResolution: () => null,
      ConsideredModel: () => null,
      ModelRefusal: () => null,
      ModelEligibility: () => null,
      Impact: () => null,
      StepImpact: () => null,
      RepointPlan: () => null,
      RepointGroup: () => null,
      RepointChoice: () => null,
      ModelUse: () => null,
      StepAttention: () => null,
      SubOrganization: () => null,
      ModelTypeCount: () => null,
      ModelProviderCount: () => null,
      ModelCapabilityCount: () => null,
      ModelStatusCount: () => null,
      ModelHealthCount: () => null,
      ModelUsage: () => null,
      ModelUsingWorkflow: () => null,
      ProjectAccess: () => null,
      SelfCheckStep: () => null,
      SelfCheckEvent: () => null,
      PartStatus: () => null,
      InputIssue: () => null,
      WorkflowDraft: () => null,
      WorkflowExport: () => null,
      WorkflowFile: () => null,
      WorkflowFileModel: () => null,
      WorkflowFileChoice: () => null,
      WorkflowFileConnection: () => null,
      WorkflowFileTool: () => null,
      WorkflowFileFault: () => null,
      WorkflowTemplate: ({ slug }) => String(slug),
      WorkflowComparison: () => null,
      WorkflowStepChange: () => null,
      WorkflowFieldChange: () => null,
      WorkflowConnectionChange: () => null,
      WorkflowChangeAuthor: () => null,
      WorkflowPresence: () => null,
      PresentPerson: () => null,
      WorkflowIssue: () => null,
      RunFailure: () => null,
      SentPrompt: () => null,
      SentText: () => null,
      SentFile: () => null,
      RunUsage: () => null,
      RunModel: () => null,
      RunTotals: () => null,
      RunStatusCount: () => null,
      RunBucket: () => null,
      RunFacets: () => null,
      OnlyStep: () => null,
      MissingOutput: () => null,
      StepPin: () => null,
      StepCall: () => null,
      RunChanged: () => null,
      RunStepChanged: () => null,
      RunTextAdded: () => null,
      ConnectionSetup: () => null,
      ConnectionField: () => null,
      ConnectionCheck: () => null,
      OfferedTool: () => null,
      DiscoveredTool: () => null,
      ToolTrial: () => null,
      BindingWorkflow: () => null,
      BindingStep: () => null,
    },
    resolvers: {
      Organization: {
        members: paged,
        invitations: paged,
        projects: paged,
        apiKeys: paged,
        auditEvents: paged,
        selfChecks: paged,
        workflows: paged,
        workflowsNeedingAttention: paged,
        runs: paged,
        approvals: paged,
      },
      Project: { members: paged, connections: paged, tools: paged },
      Model: { tests: paged, changes: paged },
      ModelUsage: { workflows: paged },
      Workflow: { versions: paged },
    },
    updates: { Mutation: Object.fromEntries(updates), Subscription: afterLiveCalls },
  });
}

/** A call that is watched changes what is known of the model that it is about. */
const afterLiveCalls: Record<string, UpdateResolver> = {
  connectionTest(result, args, cache) {
    const { connectionTest: event } = result;
    if (isRecord(event) && event['test']) forgetLists(cache, modelIn(args), afterTest);
  },
  capabilityProbe(result, args, cache) {
    const { capabilityProbe: event } = result;
    if (isRecord(event) && event['evidence']) forgetLists(cache, modelIn(args), afterProbe);
  },
};

function forgetLists(cache: Cache, entity: unknown, fields: readonly string[]): void {
  if (typeof entity !== 'string') return;
  for (const { fieldName, fieldKey } of cache.inspectFields(entity)) {
    if (fields.includes(fieldName)) cache.invalidate(entity, fieldKey);
  }
}

/** The key of the project that a mutation answered with, if it is about one. */
function projectIn(answer: unknown): string | undefined {
  const project = isRecord(answer) ? answer['project'] : undefined;
  return isRecord(project) ? `Project:${String(project['id'])}` : undefined;
}

/** The key of the project that a mutation names. */
function projectNamed(input: unknown): string | undefined {
  return isRecord(input) && input['projectId'] ? `Project:${String(input['projectId'])}` : undefined;
}

/** A tool says what is wrong with it, and that depends on its connection. */
function forgetTools(cache: Cache): void {
  for (const { arguments: args } of cache
    .inspectFields('Query')
    .filter(({ fieldName }) => fieldName === 'node'))
    if (args?.['id']) forgetLists(cache, `Project:${String(args['id'])}`, ['tools']);
}

function deletedId(answer: unknown): string {
  return isRecord(answer) ? String(answer['deletedId']) : '';
}

/** The key of the workflow that a mutation names. */
function workflowIn(input: unknown): string | undefined {
  return isRecord(input) && input['workflowId'] ? `Workflow:${String(input['workflowId'])}` : undefined;
}

/** The key of the saved model that a test is about, if it names one. */
function modelIn(input: unknown): string | undefined {
  return isRecord(input) && input['modelId'] ? `Model:${String(input['modelId'])}` : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
