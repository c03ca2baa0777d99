import { Migration } from '@mikro-orm/migrations';
import { createRoles, currentOrganization, functionAcross, readAcross, tenantTable } from './tenant-table.ts';

/** Identity (schema `auth`), organisations, members, projects, keys, audit, self-checks, workers. */
export class M001Foundation extends Migration {
  override up(): void {
    const statements = [
      ...createRoles,
      'grant usage on schema public to patchbay_app, patchbay_across;',
      'grant create on schema public to patchbay_across;',
      ...identity,
      ...organizations,
      ...projects,
      ...accessTables,
      ...audit,
      ...selfChecks,
      ...workers,
      ...lookups,
      'revoke create on schema public from patchbay_across;',
    ];
    for (const sql of statements) this.addSql(sql);
  }
}

// The columns are better-auth's; it names them in camel case.
const identity = [
  'create schema auth;',
  `create table auth."user" (id uuid primary key, name text not null, email text not null unique,
     "emailVerified" boolean not null, image text, "createdAt" timestamptz not null default now(),
     "updatedAt" timestamptz not null default now());`,
  `create table auth.session (id uuid primary key, "expiresAt" timestamptz not null, token text not null unique,
     "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now(),
     "ipAddress" text, "userAgent" text, "userId" uuid not null references auth."user" on delete cascade);`,
  'create index session_by_user on auth.session ("userId");',
  `create table auth.account (id uuid primary key, "accountId" text not null, "providerId" text not null,
     "userId" uuid not null references auth."user" on delete cascade, "accessToken" text, "refreshToken" text,
     "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, scope text,
     password text, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now());`,
  'create index account_by_user on auth.account ("userId");',
  `create table auth.verification (id uuid primary key, identifier text not null, value text not null,
     "expiresAt" timestamptz not null, "createdAt" timestamptz not null default now(),
     "updatedAt" timestamptz not null default now());`,
  'create index verification_identifier on auth.verification (identifier);',
  // Single-use links that a person hands on: the launcher's entry, a password reset, the first admin's set-up.
  `create table auth.link (id uuid primary key, kind text not null check (kind in ('entry', 'reset', 'setup')),
     token_hash bytea not null unique, user_id uuid references auth."user" on delete cascade,
     issued_by uuid references auth."user" on delete cascade, expires_at timestamptz not null, used_at timestamptz,
     created_at timestamptz not null default now());`,
  // rate-limiter-flexible's table.
  `create table auth.login_limit (key varchar(255) primary key, points integer not null default 0, expire bigint);`,
  'grant usage on schema auth to patchbay_auth, patchbay_across;',
  'grant select, insert, update, delete on all tables in schema auth to patchbay_auth;',
  'grant select (id, name, email) on auth."user" to patchbay_across;',
];

const organizations = [
  `create table organization (id uuid primary key, parent_id uuid references organization deferrable initially deferred,
     name text not null check (length(name) between 1 and 120),
     slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
     created_at timestamptz not null default now(), check (parent_id is distinct from id));`,
  'create index organization_parent on organization (parent_id);',
  ...tenantTable('organization', { column: 'id', rights: 'select, insert, update' }),
  ...readAcross('organization'),

  `create table membership (id uuid primary key, organization_id uuid not null references organization deferrable initially deferred,
     user_id uuid not null references auth."user", role text not null check (role in ('ADMIN', 'MEMBER')),
     created_at timestamptz not null default now(), unique (organization_id, user_id));`,
  'create index membership_user on membership (user_id);',
  ...tenantTable('membership'),
  ...readAcross('membership'),
];

const projects = [
  `create table project (id uuid primary key, organization_id uuid not null references organization deferrable initially deferred,
     name text not null check (length(name) between 1 and 120), description text not null default '',
     created_at timestamptz not null default now(), archived_at timestamptz, unique (organization_id, id));`,
  'create unique index project_name on project (organization_id, lower(name)) where archived_at is null;',
  ...tenantTable('project', { rights: 'select, insert, update' }),

  // Both keys name the organisation, so a row can never join two of them.
  `create table project_membership (id uuid primary key, organization_id uuid not null,
     project_id uuid not null, user_id uuid not null,
     role text not null check (role in ('ADMIN', 'CONTRIBUTOR', 'VIEWER')),
     created_at timestamptz not null default now(), unique (project_id, user_id),
     foreign key (organization_id, project_id) references project (organization_id, id) deferrable initially deferred,
     foreign key (organization_id, user_id) references membership (organization_id, user_id) on delete cascade
       deferrable initially deferred);`,
  'create index project_membership_user on project_membership (organization_id, user_id);',
  ...tenantTable('project_membership'),
  ...readAcross('project_membership'),
];

const accessTables = [
  `create table invitation (id uuid primary key, organization_id uuid not null references organization deferrable initially deferred,
     email text not null check (email = lower(email)), role text not null check (role in ('ADMIN', 'MEMBER')),
     token_hash bytea not null unique, invited_by uuid not null, created_at timestamptz not null default now(),
     expires_at timestamptz not null, accepted_at timestamptz, revoked_at timestamptz);`,
  `create unique index invitation_open on invitation (organization_id, email)
     where accepted_at is null and revoked_at is null;`,
  ...tenantTable('invitation', { rights: 'select, insert, update' }),
  ...readAcross('invitation'),

  `create table api_key (id uuid primary key, organization_id uuid not null references organization deferrable initially deferred,
     name text not null check (length(name) between 1 and 120), prefix text not null, hash bytea not null unique,
     role text not null check (role in ('ADMIN', 'MEMBER')), project_id uuid,
     project_role text check (project_role in ('ADMIN', 'CONTRIBUTOR', 'VIEWER')),
     scopes text[] not null check (scopes <@ array['READ', 'WRITE', 'RUN']), created_by uuid not null,
     created_at timestamptz not null default now(), expires_at timestamptz, last_used_at timestamptz,
     revoked_at timestamptz,
     check ((project_id is null) = (project_role is null)), check (role = 'MEMBER' or project_id is null),
     foreign key (organization_id, project_id) references project (organization_id, id) deferrable initially deferred);`,
  'create index api_key_organization on api_key (organization_id, created_at);',
  ...tenantTable('api_key', { rights: 'select, insert, update' }),
  ...readAcross('api_key'),
  `create policy touch on api_key for update to patchbay_across using (true);`,
  'grant update (last_used_at) on api_key to patchbay_across;',
];

const audit = [
  `create table audit_event (id uuid primary key, organization_id uuid not null references organization deferrable initially deferred,
     at timestamptz not null default now(), actor_kind text not null check (actor_kind in ('person', 'key', 'operator')),
     actor_id uuid, actor_name text not null, action text not null, subject_type text not null, subject_id uuid,
     subject_name text not null, details jsonb not null default '{}');`,
  'create index audit_event_organization on audit_event (organization_id, id desc);',
  // Append-only by grant: nobody who works through the application can rewrite it.
  ...tenantTable('audit_event', { rights: 'select, insert' }),
];

const selfChecks = [
  `create table self_check (id uuid primary key, organization_id uuid not null references organization deferrable initially deferred,
     requested_by text not null, status text not null check (status in ('RUNNING', 'PASSED', 'FAILED')),
     created_at timestamptz not null default clock_timestamp(), finished_at timestamptz,
     sent_at timestamptz not null default clock_timestamp(), claim uuid);`,
  'create index self_check_organization on self_check (organization_id, id desc);',
  `create index self_check_unfinished on self_check (sent_at) where status = 'RUNNING';`,
  ...tenantTable('self_check', { rights: 'select, insert, update' }),
  ...readAcross('self_check'),
  'create policy send_again on self_check for update to patchbay_across using (true);',
  'grant update (sent_at) on self_check to patchbay_across;',
  // Each unfinished one goes to one caller, who sends it again: several workers may ask at once.
  ...functionAcross(
    'take_unfinished_self_checks(sent_before timestamptz)',
    'table (organization_id uuid, id uuid)',
    `update self_check set sent_at = clock_timestamp() where id in (select c.id from self_check c
       where c.status = 'RUNNING' and c.sent_at < sent_before order by c.sent_at limit 100 for update skip locked)
     returning organization_id, id`,
    'volatile',
  ),
  `create table self_check_step (id uuid primary key, organization_id uuid not null references organization deferrable initially deferred,
     self_check_id uuid not null references self_check deferrable initially deferred, position int not null, name text not null,
     passed boolean not null, detail text not null, latency_ms double precision not null,
     at timestamptz not null default clock_timestamp(), unique (self_check_id, position));`,
  ...tenantTable('self_check_step', { rights: 'select, insert' }),
];

const workers = [
  // No tenant's data: what each worker process says of itself, every few seconds.
  `create table worker_heartbeat (address text primary key, version text not null,
     started_at timestamptz not null, seen_at timestamptz not null, registered boolean not null,
     latency_ms double precision not null);`,
  'grant select, insert, update, delete on worker_heartbeat to patchbay_app;',
];

const lookups = [
  // Where a person belongs, with the rights that go with it: one query makes an actor.
  ...functionAcross(
    'memberships_of(person uuid)',
    `table (organization_id uuid, slug text, name text, role text, parent_id uuid, project_roles jsonb)`,
    `select o.id, o.slug, o.name, m.role, o.parent_id,
       coalesce((select jsonb_object_agg(p.project_id, p.role) from project_membership p
                 where p.organization_id = o.id and p.user_id = m.user_id), '{}')
     from membership m join organization o on o.id = m.organization_id
     where m.user_id = person order by o.name, o.id`,
  ),
  // A key never does more than the person who made it can do now: it ends with their membership, and weakens with
  // their role. ('ADMIN' < 'CONTRIBUTOR' < 'VIEWER' also by alphabet, so greatest() is the weaker.)
  ...functionAcross(
    'find_api_key(wanted bytea)',
    `table (id uuid, name text, organization_id uuid, slug text, organization_name text, role text, project_id uuid,
            project_role text, scopes text[], last_used_at timestamptz)`,
    `select k.id, k.name, o.id, o.slug, o.name, greatest(k.role, m.role), k.project_id,
       case when m.role = 'ADMIN' then k.project_role
            when p.role is not null then greatest(k.project_role, p.role) end,
       k.scopes, k.last_used_at
     from api_key k join organization o on o.id = k.organization_id
     join membership m on m.organization_id = k.organization_id and m.user_id = k.created_by
     left join project_membership p on p.project_id = k.project_id and p.user_id = k.created_by
     where k.hash = wanted and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`,
  ),
  // A minute's grain is enough for "last used", and spares a write per request.
  ...functionAcross(
    'touch_api_key(used uuid)',
    'void',
    `update api_key set last_used_at = now()
     where id = used and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
    'volatile',
  ),
  ...functionAcross(
    'find_invitation(wanted bytea)',
    `table (id uuid, organization_id uuid, organization_name text, slug text, email text, role text,
            expires_at timestamptz, accepted_at timestamptz, revoked_at timestamptz)`,
    `select i.id, o.id, o.name, o.slug, i.email, i.role, i.expires_at, i.accepted_at, i.revoked_at
     from invitation i join organization o on o.id = i.organization_id where i.token_hash = wanted`,
  ),
  // Names and addresses, of members of the current organisation only.
  ...functionAcross(
    'people(wanted uuid[])',
    'table (id uuid, name text, email text)',
    `select u.id, u.name, u.email from auth."user" u join membership m on m.user_id = u.id
     where m.organization_id = ${currentOrganization} and u.id = any (wanted)`,
  ),
  // A reset link opens every organisation of its person, so whoever hands it on must administer all of them.
  ...functionAcross(
    'administers_all_of(admin uuid, person uuid)',
    'boolean',
    `select exists (select from membership m where m.user_id = person)
       and not exists (select from membership m where m.user_id = person and not exists (
         select from membership a where a.user_id = admin and a.organization_id = m.organization_id
           and a.role = 'ADMIN'))`,
  ),
];
