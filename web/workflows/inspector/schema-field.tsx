'use client';

import { isRecord } from '@patchbay/schema/shape.ts';
import { useState } from 'react';
import { Field } from '@/ui/field';
import { Textarea } from '@/ui/textarea';

interface SchemaFieldProps {
  value: Record<string, unknown>;
  error?: string | undefined;
  readOnly: boolean;
  onChange(schema: Record<string, unknown>): void;
}

/** A JSON Schema as text. While the text is no JSON, the schema stays what it was, and that is said. */
export function SchemaField({ value, error, readOnly, onChange }: SchemaFieldProps) {
  const [typed, setTyped] = useState<string>();
  const fault = typed === undefined ? undefined : readSchema(typed).fault;

  function type(text: string) {
    setTyped(text);
    const { schema } = readSchema(text);
    if (schema) onChange(schema);
  }

  return (
    <Field
      label="JSON schema"
      hint="Each property can be used by later steps, such as {{ extract.json.title }}."
      error={fault ?? error}
    >
      <Textarea
        rows={8}
        spellCheck={false}
        value={typed ?? JSON.stringify(value, null, 2)}
        readOnly={readOnly}
        onChange={(event) => type(event.target.value)}
        onBlur={() => fault === undefined && setTyped(undefined)}
        className="max-h-96 font-mono text-xs leading-5"
      />
    </Field>
  );
}

function readSchema(text: string): { schema?: Record<string, unknown>; fault?: string } {
  try {
    const schema: unknown = JSON.parse(text);
    return isRecord(schema)
      ? { schema }
      : { fault: 'A schema is a JSON object. The last one that was an object is kept.' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    return { fault: `This is not JSON yet: ${reason}. The last schema that could be read is kept.` };
  }
}
