'use client';

import type { TypedDocumentNode } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient, type CombinedError } from 'urql';
import { onEnd, pipe, subscribe } from 'wonka';
import { freshId } from './fresh-id';
import type { Failure } from './outcome';

interface Listener<Data> {
  onEvent(data: Data): void;
  /** Null where the stream came to its own end. */
  onEnd(failure: Failure | null): void;
}

interface LiveCall<Data, Variables> {
  running: boolean;
  /** Gives up what is under way: the server ends its call, too. */
  stop(): void;
  start(variables: (idempotencyKey: string) => Variables, listener: Listener<Data>): void;
}

/**
 * Calls a model and listens to what comes of it. Each start is one call: it has a key of its own, and a connection that
 * breaks comes back with the same key, so nothing is called, and paid, twice. Leaving the page ends the call.
 */
export function useLiveCall<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
): LiveCall<Data, Variables> {
  const client = useClient();
  const [running, setRunning] = useState(false);
  const leave = useRef(() => {});
  useEffect(() => () => leave.current(), []);

  const stop = useCallback(() => {
    leave.current();
    setRunning(false);
  }, []);

  const start = useCallback(
    (variables: (idempotencyKey: string) => Variables, listener: Listener<Data>) => {
      leave.current();
      setRunning(true);
      let over = false;
      const end = (failure: Failure | null) => {
        if (over) return;
        over = true;
        setRunning(false);
        listener.onEnd(failure);
      };
      const { unsubscribe } = pipe(
        client.subscription(document, variables(freshId())),
        onEnd(() => end(null)),
        subscribe(({ data, error }) => {
          if (over) return;
          if (data) listener.onEvent(data);
          if (error) end(failureOf(error));
        }),
      );
      leave.current = () => {
        over = true;
        unsubscribe();
      };
    },
    [client, document],
  );
  return { running, stop, start };
}

function failureOf({ graphQLErrors, networkError, message }: CombinedError): Failure {
  const said = graphQLErrors[0];
  if (!said)
    return { ok: false, code: 'UNANSWERED', message: networkError?.message ?? message, fieldErrors: {} };
  const { code, path } = said.extensions;
  const place = Array.isArray(path) ? path.join('.') : '';
  return {
    ok: false,
    code: String(code),
    message: said.message,
    fieldErrors: place === '' ? {} : { [place]: said.message },
  };
}
