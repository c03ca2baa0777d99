'use client';

import { type HttpData, httpMethods } from '@patchbay/schema/nodes/http.ts';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { RadioGroup } from '@/ui/radio-group';
import { Select } from '@/ui/select';
import type { StepFormProps } from '../nodes/node-look';
import { Advanced } from './advanced';
import { ConnectionField } from './connection-field';
import { ItemList, withItem } from './item-list';
import { NumberField } from './number-field';
import { OnErrorFields, onErrorDiffers } from './on-error-fields';
import { TemplateField } from './template-field';

const methods = httpMethods.map((value) => ({ value, label: value }));
const emptyAnswer = { status: 0, headers: {}, body: null, text: '' };

type Props = StepFormProps<'http'>;

export function HttpForm(props: Props) {
  const { nodeId, data, faults, readOnly, onChange } = props;
  const bodiless = data.method === 'GET' || data.method === 'HEAD';
  return (
    <div className="flex flex-col gap-5">
      <Field label="Method" className="w-32">
        <Select
          value={data.method}
          disabled={readOnly}
          options={methods}
          onValueChange={(method) => onChange({ method })}
        />
      </Field>
      <TemplateField
        nodeId={nodeId}
        label="URL"
        place="url"
        placeholder="https://api.example.com/orders/{{ input.id }}"
        hint="The host is fixed; the path and the query may hold values."
        value={data.url}
        readOnly={readOnly}
        onChange={(url) => onChange({ url }, 'url')}
      />
      <ConnectionField
        value={data.connection}
        url={data.url}
        error={faults.get('connection')}
        readOnly={readOnly}
        onChange={(connection) => onChange({ connection })}
      />
      {(!bodiless || data.body.kind !== 'none') && <Body {...props} />}
      <Named {...props} field="query" title="Query" noun="parameter" />
      <Named {...props} field="headers" title="Headers" noun="header" />
      <Advanced
        differs={[
          data.timeoutSeconds !== 30 && `at most ${data.timeoutSeconds} s`,
          !data.failOnStatus && 'any status is an answer',
          ...onErrorDiffers(data),
        ]}
      >
        <Checkbox
          label="Fail where the answer is 400 or above"
          hint="Off: the step goes on, and its status says what was answered."
          checked={data.failOnStatus}
          disabled={readOnly}
          onCheckedChange={(failOnStatus) => onChange({ failOnStatus })}
        />
        <NumberField
          nodeId={nodeId}
          place="timeoutSeconds"
          label="Seconds it may take"
          value={data.timeoutSeconds}
          min={1}
          max={300}
          whole
          error={faults.get('timeoutSeconds')}
          readOnly={readOnly}
          onChange={(seconds) => seconds !== null && onChange({ timeoutSeconds: seconds }, 'timeoutSeconds')}
        />
        <OnErrorFields
          nodeId={nodeId}
          data={data}
          initialValue={emptyAnswer}
          faults={faults}
          readOnly={readOnly}
          onChange={onChange}
        />
      </Advanced>
    </div>
  );
}

const bodies = [
  { value: 'none', label: 'None' },
  { value: 'json', label: 'JSON' },
  { value: 'text', label: 'Text' },
] as const;

function Body({ nodeId, data: { body }, faults, readOnly, onChange }: Props) {
  // What was written stays, whichever of the two kinds it is sent as.
  const written = body.kind === 'none' ? '' : body.value;
  const change = (kind: HttpData['body']['kind']) => {
    if (kind === 'none') onChange({ body: { kind } });
    else if (kind === 'json') onChange({ body: { kind, value: written } });
    else onChange({ body: { kind, value: written, contentType: 'text/plain; charset=utf-8' } });
  };
  return (
    <div data-field="body" className="flex flex-col gap-3">
      <RadioGroup
        legend="Body"
        disabled={readOnly}
        value={body.kind}
        options={bodies}
        onValueChange={change}
      />
      {faults.has('body') && <p className="text-xs text-danger">{faults.get('body')}</p>}
      {body.kind === 'text' && (
        <Field label="Content type" place="body.contentType" error={faults.get('body.contentType')}>
          <Input
            mono
            value={body.contentType}
            maxLength={200}
            spellCheck={false}
            readOnly={readOnly}
            onChange={(event) =>
              onChange({ body: { ...body, contentType: event.target.value } }, 'contentType')
            }
          />
        </Field>
      )}
      {body.kind !== 'none' && (
        <TemplateField
          nodeId={nodeId}
          label={body.kind === 'json' ? 'JSON' : 'Text'}
          place="body.value"
          placeholder={body.kind === 'json' ? '{"name": "{{ input.name }}"}' : undefined}
          hint={
            body.kind === 'json'
              ? 'Values stand inside quotes. A text that is one reference alone keeps its type.'
              : undefined
          }
          rows={4}
          previews
          value={body.value}
          readOnly={readOnly}
          onChange={(value) => onChange({ body: { ...body, value } }, 'body')}
        />
      )}
    </div>
  );
}

interface NamedProps extends Props {
  field: 'query' | 'headers';
  title: string;
  noun: string;
}

/** Names with values: of the query, or of the headers. */
function Named({ nodeId, data, faults, readOnly, onChange, field, title, noun }: NamedProps) {
  const items = data[field];
  const change = (next: HttpData['query'], gesture?: string) =>
    onChange(field === 'query' ? { query: next } : { headers: next }, gesture);
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">{title}</h3>
      <ItemList
        noun={noun}
        items={items}
        nameOf={({ name }) => name}
        most={50}
        readOnly={readOnly}
        onChange={(next) => change(next)}
        create={() => ({ name: '', value: '' })}
        renderItem={(item, index, controls) => (
          <div className="flex flex-col gap-2 rounded-md border border-line bg-canvas px-3 pt-2 pb-3">
            <div className="flex items-end gap-1">
              <Field
                label="Name"
                place={`${field}.${index}.name`}
                error={faults.get(`${field}.${index}.name`)}
                className="flex-1"
              >
                <Input
                  mono
                  value={item.name}
                  maxLength={200}
                  spellCheck={false}
                  readOnly={readOnly}
                  onChange={(event) =>
                    change(withItem(items, index, { name: event.target.value }), `${field}.name.${index}`)
                  }
                />
              </Field>
              {controls}
            </div>
            <TemplateField
              nodeId={nodeId}
              label="Value"
              place={`${field}.${index}.value`}
              value={item.value}
              readOnly={readOnly}
              onChange={(value) => change(withItem(items, index, { value }), `${field}.value.${index}`)}
            />
          </div>
        )}
      />
    </section>
  );
}
