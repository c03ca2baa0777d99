'use client';

import { createContext, useContext, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Shell, type Viewer, type ViewerMembership } from './shell-query';

interface ViewerHere {
  viewer: Viewer;
  /** The organisation looked at, with the viewer's role in it; null only where there is none at all. */
  membership: ViewerMembership | null;
}

const Context = createContext<ViewerHere | null>(null);

interface ViewerProviderProps {
  /** The server has asked already; what it heard fills the first moment. */
  initial: Viewer;
  organization: string | undefined;
  children: ReactNode;
}

export function ViewerProvider({ initial, organization, children }: ViewerProviderProps) {
  const [{ data }] = useQuery({ query: Shell });
  const viewer = data?.viewer ?? initial;
  const membership = viewer.memberships.find((one) => one.slug === organization) ?? null;
  return <Context value={{ viewer, membership }}>{children}</Context>;
}

export function useViewer(): ViewerHere {
  const here = useContext(Context);
  if (!here) throw new Error('useViewer needs a ViewerProvider above it.');
  return here;
}

/** For pages below `/[organization]`, where there always is one. */
export function useMembership(): ViewerMembership {
  const { membership } = useViewer();
  if (!membership) throw new Error('useMembership needs a page that is about an organisation.');
  return membership;
}

export function useIsAdmin(): boolean {
  return useMembership().role === 'ADMIN';
}
