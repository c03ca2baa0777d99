'use client';

import { originOf } from '@patchbay/schema/nodes/http-faults.ts';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import { useProjectThings } from './use-project-things';

interface ConnectionFieldProps {
  value: string | null;
  /** Where the request goes. */
  url: string;
  error?: string | undefined;
  readOnly: boolean;
  onChange(connection: string | null): void;
}

const none = 'none';

/** How the request signs in. A connection is for one origin, and no other is ever told its secret. */
export function ConnectionField({ value, url, error, readOnly, onChange }: ConnectionFieldProps) {
  const project = useProjectThings();
  const origin = originOf(url);
  const offered = project?.connections ?? [];
  const chosen = offered.find(({ reference }) => reference === value);
  const gone = project !== undefined && value !== null && !chosen;
  const elsewhere = chosen?.setup && origin !== null && chosen.setup.origin !== origin;
  const options = [
    { value: none, label: 'None: nothing is signed' },
    ...offered.map(({ reference, name, setup }) => ({
      value: reference,
      label: name,
      ...(setup ? { description: setup.origin } : {}),
    })),
    ...(value !== null && !chosen
      ? [{ value, label: project ? 'A connection that is gone' : 'Loading' }]
      : []),
  ];
  return (
    <Field
      label="Connection"
      place="connection"
      hint="Signs the request in, for one origin."
      error={
        error ??
        (gone
          ? 'This connection is not in the project any more. Choose another, or none.'
          : elsewhere
            ? `This connection is for ${chosen.setup?.origin}, and the request goes to ${origin}.`
            : undefined)
      }
    >
      <Select
        value={value ?? none}
        disabled={readOnly}
        options={options}
        onValueChange={(next) => onChange(next === none ? null : next)}
      />
    </Field>
  );
}
