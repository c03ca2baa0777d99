'use client';

import { type Capability, capabilities, capabilityNames } from '@patchbay/schema/capabilities.ts';
import { defaultReference } from '@patchbay/schema/model-ref.ts';
import { useState } from 'react';
import { ResolutionOf } from '@/models/resolution-of';
import { useSettled } from '@/models/use-settled';
import { Card } from '@/ui/card';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';

/** The question that people come with: why does this step run on that model, or on none? */
export function LookUpCard() {
  const [typed, setTyped] = useState<string>(defaultReference);
  const [needs, setNeeds] = useState<readonly Capability[]>([]);
  const reference = useSettled(typed.trim());

  return (
    <Card
      title="Who would answer?"
      description="By the policy as it is saved now. Enter what a step stores: a slug, an alias, a platform id, or default."
    >
      <div className="flex flex-col gap-4">
        <Field label="Model reference" className="max-w-sm">
          <Input
            mono
            spellCheck={false}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
          <legend className="mb-2 text-sm font-medium">The step needs</legend>
          {capabilityNames.map((name) => (
            <Checkbox
              key={name}
              label={capabilities[name].label}
              checked={needs.includes(name)}
              onCheckedChange={(checked) =>
                setNeeds(checked ? [...needs, name] : needs.filter((other) => other !== name))
              }
            />
          ))}
        </fieldset>
        {reference === '' ? (
          <p className="text-sm text-muted">Enter a reference to see the order.</p>
        ) : (
          <ResolutionOf reference={reference} capabilities={needs} />
        )}
      </div>
    </Card>
  );
}
