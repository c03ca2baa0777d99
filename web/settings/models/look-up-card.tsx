'use client';

import { capabilities } from '@patchbay/schema/capabilities.ts';
import { defaultReference } from '@patchbay/schema/model-ref.ts';
import { useDeferredValue, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { Capability } from '@/graphql/generated/graphql';
import { capabilityNamed } from '@/models/capability-enum';
import { ResolutionPanel } from '@/models/resolution-panel';
import { Card } from '@/ui/card';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Skeleton } from '@/ui/skeleton';

const LookUp = graphql(`
  query LookUpModel($reference: String!, $requirements: [Capability!]!) {
    resolveModel(reference: $reference, requirements: $requirements) {
      ...ResolutionShown
    }
  }
`);

const asked: readonly Capability[] = ['JSON_MODE', 'VISION', 'TOOL_USE', 'REASONING'];

/** The question that people come with: why does this step run on that model, or on none? */
export function LookUpCard() {
  const [typed, setTyped] = useState<string>(defaultReference);
  const [needs, setNeeds] = useState<Capability[]>([]);
  const reference = useDeferredValue(typed.trim());
  const [{ data, error }] = useQuery({
    query: LookUp,
    variables: { reference, requirements: needs },
    pause: reference === '',
    requestPolicy: 'cache-and-network',
  });

  return (
    <Card
      title="Who would answer?"
      description="As the policy stands now. Enter what a step stores: a slug, an alias, a platform id, or default."
    >
      <div className="flex flex-col gap-4">
        <Field label="Model reference" className="max-w-sm">
          <Input mono spellCheck={false} value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
        <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
          <legend className="mb-2 text-sm font-medium">The step needs</legend>
          {asked.map((name) => (
            <Checkbox
              key={name}
              label={capabilities[capabilityNamed[name]].label}
              checked={needs.includes(name)}
              onCheckedChange={(checked) =>
                setNeeds(checked ? [...needs, name] : needs.filter((other) => other !== name))
              }
            />
          ))}
        </fieldset>
        {reference !== '' && (
          <div aria-live="polite">
            {error && !data && <Notice tone="danger">This could not be looked up: {error.message}</Notice>}
            {!data && !error && <Skeleton className="h-24 w-full" />}
            {data && <ResolutionPanel resolution={data.resolveModel} />}
          </div>
        )}
      </div>
    </Card>
  );
}
