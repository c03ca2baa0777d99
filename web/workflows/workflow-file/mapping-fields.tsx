'use client';

import { capabilities } from '@patchbay/schema/capabilities.ts';
import { useParams } from 'next/navigation';
import { type ReactNode, useMemo, useState } from 'react';
import { capabilityNamed } from '@/models/capability-enum';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Link } from '@/ui/link';
import { Select } from '@/ui/select';
import { ModelPicker, type Picking } from '../model-picker/model-picker';
import type { Need } from '../model-picker/model-options';
import type { FileInView } from './import-documents';
import { later, type Mapping, otherName, theOneThere } from './mapping';

interface MappingFieldsProps {
  file: FileInView;
  mapping: Mapping;
  onChange(mapping: Mapping): void;
}

/** What the file names, and what takes its place here: what is missing is chosen among what would serve. */
export function MappingFields({ file, mapping, onChange }: MappingFieldsProps) {
  const set = (part: keyof Mapping) => (name: string, value: string) =>
    onChange({ ...mapping, [part]: { ...mapping[part], [name]: value } });
  return (
    <>
      <Section title="Models" count={file.models.length}>
        {file.models.map((model) => (
          <ModelRow
            key={model.reference}
            model={model}
            chosen={mapping.models[model.reference]}
            onChoose={set('models')}
          />
        ))}
      </Section>
      <Section title="Connections" count={file.connections.length}>
        {file.connections.map((connection) => (
          <ConnectionRow
            key={connection.name}
            connection={connection}
            chosen={mapping.connections[connection.name]}
            onChoose={set('connections')}
          />
        ))}
      </Section>
      <Section title="Tools" count={file.tools.length}>
        {file.tools.map((tool) => (
          <ToolRow key={tool.name} tool={tool} chosen={mapping.tools[tool.name]} onChoose={set('tools')} />
        ))}
      </Section>
    </>
  );
}

function Section({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">{title}</h3>
      <ul className="divide-y divide-line rounded-md border border-line">{children}</ul>
    </section>
  );
}

interface RowProps {
  name: string;
  code?: string | undefined;
  about: ReactNode;
  children: ReactNode;
}

function Row({ name, code, about, children }: RowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5">
      <div className="min-w-[min(100%,14rem)] flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <span className="min-w-0 break-words">{name}</span>
          {code !== undefined && code !== name && (
            <code className="font-mono text-xs break-all text-muted">{code}</code>
          )}
        </p>
        <div className="text-xs text-muted">{about}</div>
      </div>
      <div className="w-full sm:w-64">{children}</div>
    </li>
  );
}

type Choose = (name: string, value: string) => void;

function ModelRow(props: {
  model: FileInView['models'][number];
  chosen: string | undefined;
  onChoose: Choose;
}) {
  const { model, chosen, onChoose } = props;
  const { reference, name, here, needs, steps, refusals } = model;
  const [picking, setPicking] = useState<Picking | null>(null);
  const serves = refusals.length === 0;
  const needed = needs.map((need) => capabilities[capabilityNamed[need]].label).join(', ');
  const need = useMemo(
    (): Need => ({
      requirements: needs.map((one) => ({
        capability: capabilityNamed[one],
        because: `${usersOf(steps)} of the file`,
      })),
      onMissingCapability: 'refuse',
    }),
    [needs, steps],
  );
  return (
    <Row
      name={name}
      code={reference}
      about={
        <>
          {usedBy(steps)}
          {needed !== '' && ` · needs ${needed}`}
          {!serves && <p className="text-warning">{refusals[0]?.message}</p>}
        </>
      }
    >
      {serves ? (
        <Here>{here === name || here === null ? 'Is here' : `Here: ${here}`}</Here>
      ) : (
        <div className="flex flex-col items-start gap-1.5">
          {chosen === later ? (
            <p className="text-xs text-muted">Chosen later: the steps say that it is missing.</p>
          ) : (
            <div className="w-full">
              <ModelPicker
                unseenLabel={`In place of ${name}`}
                need={need}
                value={chosen ?? ''}
                readOnly={false}
                picking={picking}
                onPick={setPicking}
                onChange={(value) => onChoose(reference, value)}
              />
            </div>
          )}
          <Button
            size="sm"
            aria-label={chosen === later ? `Choose now: ${name}` : `Choose later: ${name}`}
            onClick={() => onChoose(reference, chosen === later ? '' : later)}
          >
            {chosen === later ? 'Choose now' : 'Choose later'}
          </Button>
        </div>
      )}
    </Row>
  );
}

function ConnectionRow(props: {
  connection: FileInView['connections'][number];
  chosen: string | undefined;
  onChoose: Choose;
}) {
  const { connection, chosen, onChoose } = props;
  const { organization } = useParams<{ organization: string }>();
  const { name, origin, steps, tools, choices } = connection;
  const users = usedBy([...steps, ...tools.map((tool) => `the tool ${tool}`)]);
  return (
    <Row
      name={name}
      about={
        <>
          <span className="break-all">{origin}</span> · {users}
          {choices.length === 0 && (
            <p className="text-warning">
              The project has no connection for this origin.{' '}
              <Link href={`/${organization}/settings/connections`} className="underline underline-offset-2">
                Connections
              </Link>
            </p>
          )}
        </>
      }
    >
      <Select
        aria-label={`In place of ${name}`}
        className="w-full"
        placeholder="Choose a connection"
        options={[
          ...choices.map((choice) => ({ value: choice.id, label: choice.name })),
          {
            value: later,
            label: 'Choose later',
            description:
              tools.length > 0
                ? 'Its steps cannot be published before; its tools are made without a secret.'
                : 'Its steps cannot be published before.',
          },
        ]}
        value={chosen || null}
        onValueChange={(value) => onChoose(name, value)}
      />
    </Row>
  );
}

function ToolRow(props: { tool: FileInView['tools'][number]; chosen: string | undefined; onChoose: Choose }) {
  const { tool, chosen, onChoose } = props;
  const { name, description, there, same, fault } = tool;
  const other = there !== null && !same;
  return (
    <Row
      name={name}
      about={
        <>
          <p className="line-clamp-2">{description}</p>
          {fault !== null && <p className="text-danger">{fault}</p>}
          {other && <p className="text-warning">The project has another tool of this name.</p>}
        </>
      }
    >
      {other ? (
        <Select
          aria-label={`In place of ${name}`}
          className="w-full"
          options={[
            { value: otherName(name), label: `Make it as ${otherName(name)}` },
            { value: theOneThere, label: `Use the project's ${name}` },
          ]}
          value={chosen ?? null}
          onValueChange={(value) => onChoose(name, value)}
        />
      ) : (
        <Here isNew={!same}>{same ? 'Is here' : 'Will be made'}</Here>
      )}
    </Row>
  );
}

function Here({ isNew = false, children }: { isNew?: boolean; children: ReactNode }) {
  return (
    <p className="sm:text-right">
      <Badge tone={isNew ? 'accent' : 'success'}>{children}</Badge>
    </p>
  );
}

const usedBy = (users: readonly string[]) => `Used by ${usersOf(users)}`;

function usersOf([first, second, ...others]: readonly string[]): string {
  if (first === undefined) return 'nothing';
  if (second === undefined) return first;
  return others.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${others.length} more`;
}
