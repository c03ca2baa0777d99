'use client';

import { isRecord } from '@patchbay/schema/shape.ts';
import type { ReactNode } from 'react';
import { CodeField } from './code/code-field';
import { useTyped } from './use-typed';

interface JsonFieldProps {
  nodeId: string;
  place: string;
  label: string;
  hint?: ReactNode;
  rows?: number;
  value: Record<string, unknown>;
  readOnly: boolean;
  onChange(value: Record<string, unknown>): void;
}

const nothing: [] = [];

/** A JSON object as text. While the text is none, the value stays what it was, and that is said. */
export function JsonField({ value, onChange, ...props }: JsonFieldProps) {
  const [typed, setTyped] = useTyped(props.nodeId, props.place);
  const fault = typed === undefined ? undefined : readObject(typed).fault;

  function type(text: string) {
    setTyped(text);
    const { object } = readObject(text);
    if (object) onChange(object);
  }

  return (
    <CodeField
      {...props}
      language="json"
      steps={nothing}
      value={typed ?? JSON.stringify(value, null, 2)}
      error={fault}
      onChange={type}
      onBlur={() => fault === undefined && setTyped(undefined)}
    />
  );
}

function readObject(text: string): { object?: Record<string, unknown>; fault?: string } {
  try {
    const object: unknown = JSON.parse(text);
    return isRecord(object)
      ? { object }
      : { fault: 'Write a JSON object, {"like": "this"}. The last one that could be read is kept.' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    const place = /\(line (\d+) column (\d+)\)/.exec(reason);
    const at = place ? `Line ${place[1]}, column ${place[2]}: ` : '';
    const said = reason.replace(/ in JSON at position .*$/, '');
    return { fault: `${at}This is not JSON yet: ${said}. The last object that could be read is kept.` };
  }
}
