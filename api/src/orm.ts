import type { TransactionOptions } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { ApiKey } from './access/api-key.ts';
import { Invitation } from './access/invitation.ts';
import { AuditEvent } from './audit/audit-event.ts';
import { beginWithFirst } from './begin-with-first.ts';
import { Connection } from './connections/connection.ts';
import { Credential } from './credentials/credential.ts';
import { OrganizationKeyRow } from './credentials/organization-key-row.ts';
import { SelfCheck, SelfCheckStep } from './durable/self-check.ts';
import { dropLostConnections } from './lost-connections.ts';
import { migrations } from './migrations/index.ts';
import { CapabilityEvidence } from './models/capability-evidence.ts';
import { ConnectionTest } from './models/connection-test.ts';
import { CustomModel } from './models/custom-model.ts';
import { LiveCall } from './models/live-call.ts';
import { ReferenceName } from './models/reference-name.ts';
import { ModelPolicyRow } from './model-policy/model-policy-row.ts';
import { Membership } from './organizations/membership.ts';
import { Organization } from './organizations/organization.ts';
import { Project, ProjectMembership } from './organizations/project.ts';

import { OrganizationBudget } from './budgets/organization-budget.ts';
import { Approval } from './runs/approval.ts';
import { Attempt } from './runs/attempt.ts';
import { Run } from './runs/run.ts';
import { RunBudgetRow } from './runs/run-budget-row.ts';
import { StepPin } from './runs/step-pin.ts';
import { StepRun } from './runs/step-run.ts';
import { Upload } from './uploads/upload.ts';
import { Tool } from './tools/tool.ts';
import { Workflow } from './workflows/workflow.ts';
import { WorkflowVersion } from './workflows/workflow-version.ts';

export type { EntityManager, MikroORM };

const entities = [
  Organization,
  Membership,
  Project,
  ProjectMembership,
  Invitation,
  ApiKey,
  AuditEvent,
  SelfCheck,
  SelfCheckStep,
  Workflow,
  WorkflowVersion,
  Run,
  StepRun,
  StepPin,
  Attempt,
  Approval,
  RunBudgetRow,
  OrganizationBudget,
  OrganizationKeyRow,
  Credential,
  Connection,
  Tool,
  CustomModel,
  ConnectionTest,
  LiveCall,
  ReferenceName,
  ModelPolicyRow,
  CapabilityEvidence,
  Upload,
];

function preparePool(pool: Pool): void {
  dropLostConnections(pool);
  beginWithFirst(pool);
}

/** Connects lazily: a database that is away shows in /readyz, not as a crash at the start. */
export function createOrm(databaseUrl: string, { connections = 10 } = {}): MikroORM {
  return new MikroORM({
    clientUrl: databaseUrl,
    entities,
    pool: { min: 0, max: connections, idleTimeoutMillis: 30_000 },
    driverOptions: { onPoolCreated: preparePool, connectionTimeoutMillis: 10_000 },
    ignoreUndefinedInQuery: false,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, tableName: 'migration', snapshot: false },
    logger: () => {},
  });
}

/**
 * One transaction in one organisation. The role owns nothing and row-level security is forced, so a query that
 * forgets its filter still sees this organisation only. Never await the network in here.
 */
export function inOrganization<T>(
  orm: MikroORM,
  organizationId: string,
  work: (em: EntityManager) => Promise<T>,
): Promise<T> {
  return transaction(orm, organizationId, work);
}

/** The same for what only reads: all its statements see the moment of the first one. */
export function inSnapshot<T>(
  orm: MikroORM,
  organizationId: string,
  work: (em: EntityManager) => Promise<T>,
): Promise<T> {
  return transaction(orm, organizationId, work, { isolationLevel: 'repeatable read', readOnly: true });
}

/** One transaction in no organisation: only the narrow functions that look across are of use in it. */
export function acrossOrganizations<T>(orm: MikroORM, work: (em: EntityManager) => Promise<T>): Promise<T> {
  return transaction(orm, '', work);
}

function transaction<T>(
  orm: MikroORM,
  organizationId: string,
  work: (em: EntityManager) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  return orm.em.fork().transactional(async (em) => {
    // A process that is frozen in the middle must not keep its locks: the server ends its transaction for it.
    await em.execute(
      `select set_config('role', 'patchbay_app', true), set_config('patchbay.organization_id', ?, true),
              set_config('idle_in_transaction_session_timeout', '5s', true)`,
      [organizationId],
    );
    return work(em);
  }, options);
}
