import { Migration } from '@mikro-orm/migrations';
import { currentOrganization, functionAcross, readAcross, tenantTable } from './tenant-table.ts';

/** Which model an organisation runs where a step names none, which stands behind it, and who may inherit both. */
export class M010ModelPolicy extends Migration {
  override up(): void {
    for (const sql of [
      'grant create on schema public to patchbay_across;',
      ...policies,
      ...names,
      ...parents,
      ...inheritance,
      'revoke create on schema public from patchbay_across;',
    ])
      this.addSql(sql);
  }
}

const organizationId = 'organization_id uuid not null references organization deferrable initially deferred';

const policies = [
  // The foreign keys below point at this column too: what is the default or the fallback can be neither switched off
  // nor deleted, whoever tries, and in whatever order two of them commit.
  `alter table custom_model add column usable boolean not null
     generated always as (active and deleted_at is null) stored;`,
  'alter table custom_model add constraint custom_model_usable unique (organization_id, id, usable);',
  // Without a default of its own an organisation inherits, or runs on the platform's.
  `create table model_policy (organization_id uuid primary key references organization deferrable initially deferred,
     default_model_id uuid, default_platform_id text, fallback_model_id uuid, fallback_platform_id text,
     usable boolean not null default true check (usable),
     exclusive boolean not null default false, offered boolean not null default false,
     substitution text not null default 'NEVER' check (substitution in ('NEVER', 'DEFAULT', 'PLATFORM')),
     revision int not null default 1, updated_by text not null, updated_at timestamptz not null default now(),
     constraint one_default check (num_nonnulls(default_model_id, default_platform_id) <= 1),
     constraint one_fallback check (num_nonnulls(fallback_model_id, fallback_platform_id) <= 1),
     constraint fallback_goes_with_default check (num_nonnulls(fallback_model_id, fallback_platform_id) = 0
       or num_nonnulls(default_model_id, default_platform_id) = 1),
     constraint fallback_differs check (default_model_id is distinct from fallback_model_id
       or default_platform_id is distinct from fallback_platform_id
       or num_nonnulls(default_model_id, default_platform_id) = 0),
     constraint offers_what_is_its_own check (not offered or num_nonnulls(default_model_id, default_platform_id) = 1),
     constraint exclusive_is_custom check (not exclusive
       or (default_platform_id is null and fallback_platform_id is null)),
     constraint default_is_usable foreign key (organization_id, default_model_id, usable)
       references custom_model (organization_id, id, usable),
     constraint fallback_is_usable foreign key (organization_id, fallback_model_id, usable)
       references custom_model (organization_id, id, usable));`,
  'create index model_policy_default on model_policy (organization_id, default_model_id);',
  'create index model_policy_fallback on model_policy (organization_id, fallback_model_id);',
  ...tenantTable('model_policy', { rights: 'select, insert, update' }),
];

const names = [
  // Slugs and aliases share one namespace, so neither can shadow the other. An alias has a target, a slug none.
  `create table reference_name (${organizationId}, name text not null
       check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(name) <= 63 and name <> 'default'),
     target text check (length(target) between 1 and 200), primary key (organization_id, name));`,
  'alter table custom_model no force row level security;',
  'insert into reference_name (organization_id, name) select organization_id, slug from custom_model;',
  'alter table custom_model force row level security;',
  ...tenantTable('reference_name'),
  `create function name_of_custom_model() returns trigger language plpgsql as $$ begin
     insert into reference_name (organization_id, name) values (new.organization_id, new.slug);
     return new;
   end $$;`,
  'create trigger name_of_custom_model after insert on custom_model for each row execute function name_of_custom_model();',
];

const parents = [
  // A parent is there before its child and stays its parent: so no circle can ever close.
  `create function parent_for_good() returns trigger language plpgsql security definer set search_path = public, pg_temp
   as $$ begin
     if tg_op = 'UPDATE' and new.parent_id is distinct from old.parent_id then
       raise exception 'the parent of an organization is permanent' using errcode = 'check_violation';
     end if;
     if tg_op = 'INSERT' and new.parent_id is not null
        and not exists (select from organization where id = new.parent_id) then
       raise exception 'there is no such parent organization' using errcode = 'foreign_key_violation';
     end if;
     return new;
   end $$;`,
  'alter function parent_for_good() owner to patchbay_across;',
  'create trigger parent_for_good before insert or update on organization for each row execute function parent_for_good();',
];

const inheritance = [
  ...readAcross('model_policy'),
  ...readAcross('custom_model'),
  ...readAcross('credential'),
  // The nearest ancestor that offers, whole: its default and its fallback. Of the current organisation only.
  ...functionAcross(
    'inherited_policy()',
    `table (owner_id uuid, owner_name text, default_model_id uuid, default_platform_id text, fallback_model_id uuid,
            fallback_platform_id text)`,
    `with recursive above (id, distance) as (
       select parent_id, 1 from organization where id = ${currentOrganization} and parent_id is not null
       union all
       select o.parent_id, distance + 1 from above join organization o on o.id = above.id
       where o.parent_id is not null and distance < 32)
     select p.organization_id, o.name, p.default_model_id, p.default_platform_id, p.fallback_model_id,
       p.fallback_platform_id
     from above join model_policy p on p.organization_id = above.id and p.offered
     join organization o on o.id = p.organization_id order by distance limit 1`,
  ),
  // What a parent knows of its children: that they are there, and whether they run on what it offers.
  ...functionAcross(
    'sub_organizations()',
    'table (id uuid, name text, slug text, created_at timestamptz, has_own_default boolean)',
    `select o.id, o.name, o.slug, o.created_at,
       coalesce(num_nonnulls(p.default_model_id, p.default_platform_id) = 1, false)
     from organization o left join model_policy p on p.organization_id = o.id
     where o.parent_id = ${currentOrganization} order by o.name, o.id`,
  ),
  ...functionAcross(
    'parent_organization()',
    'table (id uuid, name text)',
    `select p.id, p.name from organization o join organization p on p.id = o.parent_id
     where o.id = ${currentOrganization}`,
  ),
  // A grant: what an ancestor offers, to those that really inherit it.
  ...functionAcross(
    'granted_models()',
    'setof custom_model',
    `select m.* from inherited_policy() i join custom_model m
       on m.organization_id = i.owner_id and m.id in (i.default_model_id, i.fallback_model_id)
     where not exists (select from model_policy own where own.organization_id = ${currentOrganization}
       and num_nonnulls(own.default_model_id, own.default_platform_id) = 1)`,
  ),
  ...functionAcross(
    'granted_credentials()',
    `table (id uuid, organization_id uuid, provider text, audience text, sealed jsonb, masks jsonb,
            created_at timestamptz, updated_at timestamptz, wrapped text)`,
    `select c.id, c.organization_id, c.provider, c.audience, c.sealed, c.masks, c.created_at, c.updated_at, k.wrapped
     from granted_models() m join credential c on c.organization_id = m.organization_id and c.id = m.credential_id
     join organization_key k on k.organization_id = c.organization_id`,
  ),
];
