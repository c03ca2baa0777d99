'use client';

import { useEffect, useRef, useState } from 'react';
import type { FileValue } from './file-value';
import { type Destination, sendFile } from './send-file';

interface Heard {
  onArriving(name: string): void;
  onChange(value: FileValue | null): void;
}

/** One file on its way at a time; another one takes its place. */
export function useSending(destination: Destination, { onArriving, onChange }: Heard) {
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null);
  /** Kept, so that it can be sent again. */
  const [failed, setFailed] = useState<{ file: File; message: string } | null>(null);
  const current = useRef<AbortController>(null);
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  });
  // Whoever goes elsewhere before it has arrived has not chosen it.
  useEffect(
    () => () => {
      if (!current.current) return;
      current.current.abort();
      tell.current(null);
    },
    [],
  );

  async function send(file: File) {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    const { signal } = controller;
    setFailed(null);
    setSending({ name: file.name, share: 0 });
    onArriving(file.name);
    const onProgress = (share: number) => {
      if (!signal.aborted) setSending({ name: file.name, share });
    };
    try {
      const value = await sendFile(file, { ...destination, signal, onProgress });
      if (!signal.aborted) onChange(value);
    } catch (error) {
      if (signal.aborted) return;
      onChange(null);
      setFailed({ file, message: error instanceof Error ? error.message : 'The file was not taken.' });
    }
    if (signal.aborted) return;
    current.current = null;
    setSending(null);
  }

  function cancel() {
    current.current?.abort();
    current.current = null;
    setSending(null);
    setFailed(null);
  }

  return { sending, failed, send, cancel };
}
