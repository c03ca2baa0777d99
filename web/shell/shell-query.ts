import { graphql } from '@/graphql/generated';
import type { ShellQuery } from '@/graphql/generated/graphql';

/** Who looks at the page, and which organisations they can go to. */
export const Shell = graphql(`
  query Shell {
    viewer {
      id
      name
      email
      memberships {
        slug
        name
        role
      }
    }
  }
`);

export type Viewer = NonNullable<ShellQuery['viewer']>;
export type ViewerMembership = Viewer['memberships'][number];
