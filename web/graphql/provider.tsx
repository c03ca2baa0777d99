'use client';

import type { SSRData } from '@urql/core';
import { useState, type ReactNode } from 'react';
import { Provider } from 'urql';
import { signInPath } from '@/access/paths';
import { toast } from '@/ui/toast';
import { createBrowserClient } from './client';

interface GraphqlProviderProps {
  organization?: string;
  preloaded: SSRData;
  children: ReactNode;
}

/** Give it the organisation's slug as its key: another organisation gets another client, with an empty cache. */
export function GraphqlProvider({ organization, preloaded, children }: GraphqlProviderProps) {
  const [client] = useState(() =>
    createBrowserClient({ organization, preloaded, onSignedOut: signInAgain, onUnreachable: sayUnreachable }),
  );
  return <Provider value={client}>{children}</Provider>;
}

function signInAgain() {
  const { pathname, search } = window.location;
  window.location.assign(signInPath(pathname + search));
}

function sayUnreachable() {
  toast.error('The server cannot be reached', 'Check the connection. What you typed is kept.');
}
