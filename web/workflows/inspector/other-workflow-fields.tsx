'use client';

import { inputFieldTypes } from '@patchbay/schema/nodes/input.ts';
import { useClient } from 'urql';
import { Button } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { Field } from '@/ui/field';
import { toast } from '@/ui/toast';
import { TemplateField } from './template-field';
import { loadSignature, type OtherWorkflow, useOtherWorkflows, useSignature } from './use-other-workflows';

export interface OtherWorkflowData {
  workflow: string;
  version: number | null;
  fields: { name: string; value: string }[];
  results: string[];
}

interface OtherWorkflowFieldsProps {
  nodeId: string;
  data: OtherWorkflowData;
  faults: ReadonlyMap<string, string>;
  readOnly: boolean;
  /** What a value may stand for: "{{ item.name }}". */
  placeholder?: string;
  onChange(change: Partial<OtherWorkflowData>, gesture?: string): void;
}

/** Which workflow runs, at which version, and what it is given. */
export function OtherWorkflowFields(props: OtherWorkflowFieldsProps) {
  const { nodeId, data, faults, readOnly, placeholder, onChange } = props;
  const workflows = useOtherWorkflows();
  const chosen = workflows?.find(({ reference }) => reference === data.workflow);
  const signature = useSignature(chosen, data.version);
  const live = chosen?.liveVersion ?? null;

  const client = useClient();

  /** The live version; values that were written stay where it takes them, too. */
  async function choose({ reference, liveVersion }: OtherWorkflow) {
    const takes = liveVersion && (await loadSignature(client, liveVersion.id));
    if (!takes) return toast.error('That workflow could not be read. Try again.');
    const valueOf = (name: string) => data.fields.find((field) => field.name === name)?.value ?? '';
    onChange({
      workflow: reference,
      version: liveVersion.number,
      fields: takes.fields.map(({ name }) => ({ name, value: valueOf(name) })),
      results: takes.results,
    });
  }

  const options = (workflows ?? []).flatMap(({ reference, name, liveVersion }) => [
    {
      value: reference,
      label: name,
      description: liveVersion ? `Version ${liveVersion.number} is live` : 'Not published yet',
      disabled: liveVersion === null,
    },
  ]);
  const gone = workflows !== undefined && data.workflow !== '' && !chosen;
  return (
    <>
      <Field
        label="Workflow"
        place="workflow"
        error={faults.get('workflow') ?? (gone ? 'This workflow is not in the project any more.' : undefined)}
      >
        <Combobox
          value={chosen ? data.workflow : null}
          options={options}
          placeholder="Choose a published workflow"
          empty="No workflow of this project matches."
          disabled={readOnly}
          onValueChange={(reference) => {
            const next = workflows?.find((one) => one.reference === reference);
            if (next?.liveVersion) void choose(next);
          }}
        />
      </Field>
      {chosen && data.version !== null && (
        <p data-field="version" className="text-xs text-muted">
          Pinned at version {data.version}
          {live?.number === data.version && ', the live one'}: publishing that workflow anew changes nothing
          here.
          {faults.has('version') && <span className="block text-danger">{faults.get('version')}</span>}
        </p>
      )}
      {live && data.version !== null && data.version < live.number && !readOnly && (
        <p className="flex items-center gap-3 rounded-md border border-line bg-sunken py-1.5 pr-1.5 pl-3 text-xs">
          <span className="min-w-0 flex-1">Version {live.number} was published since.</span>
          <Button size="sm" onClick={() => chosen && void choose(chosen)}>
            Run version {live.number}
          </Button>
        </p>
      )}
      {data.fields.length > 0 && (
        <section aria-label="What it is given" data-field="fields" className="flex flex-col gap-3">
          <h3 className="text-sm font-medium">What it is given</h3>
          {faults.has('fields') && <p className="text-xs text-danger">{faults.get('fields')}</p>}
          {data.fields.map(({ name, value }, index) => {
            const field = signature?.fields.find((one) => one.name === name);
            return (
              <TemplateField
                key={name}
                nodeId={nodeId}
                label={field?.label || name}
                place={`fields.${index}.value`}
                optional={field ? !field.required : false}
                placeholder={placeholder}
                hint={
                  faults.get(`fields.${index}.name`) ??
                  (field && `${inputFieldTypes[field.type].label} · ${name}`)
                }
                value={value}
                readOnly={readOnly}
                onChange={(text) =>
                  onChange(
                    {
                      fields: data.fields.map((one, at) => (at === index ? { name, value: text } : one)),
                    },
                    `field.${index}`,
                  )
                }
              />
            );
          })}
        </section>
      )}
    </>
  );
}
