// The table of contents of the access matrix: one line per noun of the API.
import { apiKeyArrangements } from '../access/api-key.arrangements.ts';
import { invitationArrangements } from '../access/invitation.arrangements.ts';
import { memberArrangements } from '../access/member.arrangements.ts';
import { auditEventArrangements } from '../audit/audit-event.arrangements.ts';
import { budgetArrangements } from '../budgets/budget.arrangements.ts';
import { connectionArrangements } from '../connections/connection.arrangements.ts';
import { selfCheckArrangements } from '../durable/self-check.arrangements.ts';
import { modelArrangements } from '../models/model.arrangements.ts';
import { modelPolicyArrangements } from '../model-policy/model-policy.arrangements.ts';
import { organizationArrangements } from '../organizations/organization.arrangements.ts';
import { projectArrangements } from '../organizations/project.arrangements.ts';
import { runArrangements } from '../runs/run.arrangements.ts';
import { toolArrangements } from '../tools/tool.arrangements.ts';
import { trialArrangements } from '../trials/trial.arrangements.ts';
import { uploadArrangements } from '../uploads/upload.arrangements.ts';
import { viewerArrangements } from '../viewer.arrangements.ts';
import { bindingArrangements } from '../workflows/binding.arrangements.ts';
import { workflowArrangements } from '../workflows/workflow.arrangements.ts';
import type { Arrangements } from './access-matrix.ts';

export const arrangements: Arrangements = {
  ...viewerArrangements,
  ...organizationArrangements,
  ...projectArrangements,
  ...memberArrangements,
  ...invitationArrangements,
  ...apiKeyArrangements,
  ...auditEventArrangements,
  ...selfCheckArrangements,
  ...modelArrangements,
  ...modelPolicyArrangements,
  ...budgetArrangements,
  ...connectionArrangements,
  ...toolArrangements,
  ...workflowArrangements,
  ...bindingArrangements,
  ...runArrangements,
  ...trialArrangements,
  ...uploadArrangements,
};
