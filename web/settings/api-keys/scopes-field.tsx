'use client';

import type { ApiKeyScope } from '@/graphql/generated/graphql';
import { Checkbox } from '@/ui/checkbox';
import { scopeHints, scopeLabels } from './scopes';

const scopes: readonly ApiKeyScope[] = ['READ', 'WRITE', 'RUN'];

interface ScopesFieldProps {
  value: readonly ApiKeyScope[];
  onValueChange(value: ApiKeyScope[]): void;
  error: string | undefined;
}

/** What a key may be used for. */
export function ScopesField({ value, onValueChange, error }: ScopesFieldProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-sm font-medium">Scopes</legend>
      {scopes.map((scope) => (
        <Checkbox
          key={scope}
          label={scopeLabels[scope]}
          hint={scopeHints[scope]}
          checked={value.includes(scope)}
          onCheckedChange={(checked) =>
            onValueChange(scopes.filter((one) => (one === scope ? checked : value.includes(one))))
          }
        />
      ))}
      {error && (
        <p role="alert" className="text-xs text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
