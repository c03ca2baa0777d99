import { type ConnectionKind as Described, describeConnection } from '@patchbay/schema/connections/index.ts';
import type { ConnectionKind } from '@/graphql/generated/graphql';

const names = { BEARER: 'bearer', HEADER: 'header', BASIC: 'basic', OAUTH: 'oauth' } satisfies Record<
  ConnectionKind,
  Described
>;

/** The kinds of connection, as their descriptions have them. */
export const connectionKinds = {
  BEARER: describeConnection(names.BEARER),
  HEADER: describeConnection(names.HEADER),
  BASIC: describeConnection(names.BASIC),
  OAUTH: describeConnection(names.OAUTH),
} satisfies Record<ConnectionKind, unknown>;

export const kindOptions = (Object.keys(connectionKinds) as ConnectionKind[]).map((value) => ({
  value,
  label: connectionKinds[value].label,
  description: connectionKinds[value].description,
}));
