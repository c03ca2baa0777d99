// The table of contents of the GraphQL API: one import per noun.
import './viewer.graphql.ts';
import './organizations/organization.graphql.ts';
import './organizations/project.graphql.ts';
import './access/member.graphql.ts';
import './access/project-access.graphql.ts';
import './access/invitation.graphql.ts';
import './access/api-key.graphql.ts';
import './audit/audit-event.graphql.ts';
import './durable/self-check.graphql.ts';
import './durable/system-status.graphql.ts';
import './models/provider.graphql.ts';
import './models/model.graphql.ts';
import './models/registry.graphql.ts';
import './models/model-changes.graphql.ts';
import './models/change-models.graphql.ts';
import './models/watch-connection-test.graphql.ts';
import './models/capability-evidence.graphql.ts';
import './models/price.graphql.ts';
import './workflows/workflow.graphql.ts';
import './workflows/change-workflow.graphql.ts';
import './workflows/model-usage.graphql.ts';
import './runs/run.graphql.ts';
import './runs/run-events.graphql.ts';
import './trials/trial.graphql.ts';
import { builder } from './builder.ts';
import { countPages } from './graphql/page-cost.ts';

export const schema = countPages(builder.toSchema());
