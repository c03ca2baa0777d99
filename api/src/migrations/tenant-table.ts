/**
 * The roles of the database:
 *   patchbay_app     does the application's work, owns nothing, sees one organisation at a time;
 *   patchbay_across  owns the few functions that look across organisations, and can do nothing else;
 *   patchbay_auth    serves sign-in, in the schema `auth` only.
 * All three are NOLOGIN: the one DATABASE_URL user switches to them.
 */
export const createRoles = ['patchbay_app', 'patchbay_across', 'patchbay_auth'].map(
  // Roles are cluster-wide: two databases that migrate at once must not trip over each other.
  (role) => `do $$ begin
    if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
  exception when duplicate_object or unique_violation then null; end $$;
  grant ${role} to current_user;`,
);

/** The organisation of this transaction, or null: then every policy below says no. */
export const currentOrganization = `nullif(current_setting('patchbay.organization_id', true), '')::uuid`;

/**
 * Makes `table` a tenant's: row-level security is FORCED, so that even its owner sees nothing by accident.
 * `rights` are what the application may do; an append-only table leaves out update and delete.
 */
export function tenantTable(
  table: string,
  { rights = 'select, insert, update, delete', column = 'organization_id' } = {},
): string[] {
  const own = `${column} = ${currentOrganization}`;
  return [
    `alter table ${table} enable row level security;`,
    `alter table ${table} force row level security;`,
    `create policy own_organization on ${table} to patchbay_app using (${own}) with check (${own});`,
    `grant ${rights} on ${table} to patchbay_app;`,
  ];
}

/** Lets the functions that look across organisations read `table`. */
export function readAcross(table: string): string[] {
  return [
    `create policy across on ${table} for select to patchbay_across using (true);`,
    `grant select on ${table} to patchbay_across;`,
  ];
}

/** A narrow way across organisations: runs as patchbay_across, callable by the application only. */
export function functionAcross(
  signature: string,
  returns: string,
  body: string,
  volatility = 'stable',
): string[] {
  return [
    `create function ${signature} returns ${returns} language sql ${volatility} security definer
       set search_path = public, pg_temp as $$ ${body} $$;`,
    `alter function ${bare(signature)} owner to patchbay_across;`,
    `revoke all on function ${bare(signature)} from public;`,
    `grant execute on function ${bare(signature)} to patchbay_app;`,
  ];
}

const bare = (signature: string) =>
  signature.replace(/\b\w+ (uuid\[\]|uuid|text|bytea|int|timestamptz)\b/g, '$1');
