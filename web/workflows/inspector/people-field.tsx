'use client';

import { X } from 'lucide-react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import { Combobox } from '@/ui/combobox';
import { Field } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';

const PeopleToAsk = graphql(`
  query PeopleToAsk {
    organization {
      id
      members(first: 100) {
        totalCount
        nodes {
          id
          reference
          person {
            name
            email
          }
        }
      }
    }
  }
`);

interface PeopleFieldProps {
  value: readonly string[];
  error?: string | undefined;
  readOnly: boolean;
  onChange(people: string[]): void;
}

/** Who is asked. Nobody named: whoever may run the workflow. */
export function PeopleField({ value, error, readOnly, onChange }: PeopleFieldProps) {
  const [{ data }] = useQuery({ query: PeopleToAsk });
  const members = data?.organization.members.nodes ?? [];
  const more = (data?.organization.members.totalCount ?? 0) - members.length;
  const offered = members
    .filter(({ reference }) => !value.includes(reference))
    .map(({ reference, person }) => ({
      value: reference,
      label: person.name,
      description: person.email,
    }));
  return (
    <div data-field="assignees" className="flex flex-col gap-2">
      <Field
        label="Asks"
        hint={
          more > 0
            ? `Administrators may always decide. ${more} more people are not listed here.`
            : 'Nobody chosen: whoever may run the workflow. Administrators may always decide.'
        }
        error={error}
      >
        <Combobox
          key={value.length}
          value={null}
          options={offered}
          placeholder="Add a person"
          disabled={readOnly}
          onValueChange={(person) => person !== null && onChange([...value, person])}
        />
      </Field>
      {value.length > 0 && (
        <ul className="flex flex-col divide-y divide-line rounded-md border border-edge bg-panel">
          {value.map((reference) => {
            const person = members.find((one) => one.reference === reference)?.person;
            const name = person?.name ?? (data && more === 0 ? 'Somebody who has left' : 'Loading');
            return (
              <li key={reference} className="flex items-center gap-2 py-1 pr-1 pl-3 text-sm">
                <span className="min-w-0 flex-1 truncate">{name}</span>
                {!readOnly && (
                  <IconButton
                    label={`Take ${name} out`}
                    className="size-7!"
                    onClick={() => onChange(value.filter((one) => one !== reference))}
                  >
                    <X />
                  </IconButton>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
