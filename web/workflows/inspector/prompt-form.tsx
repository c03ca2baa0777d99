'use client';

import { reasoningEfforts } from '@patchbay/schema/capabilities.ts';
import type { PromptData } from '@patchbay/schema/nodes/prompt.ts';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { RadioGroup } from '@/ui/radio-group';
import { Select } from '@/ui/select';
import { ModelPicker } from '../model-picker/model-picker';
import { useChosenModel } from '@/models/use-models';
import type { StepFormProps } from '../nodes/node-look';
import { NumberField } from './number-field';
import { SchemaField } from './schema-field';
import { TemplateField } from './template-field';
import { WhoWouldAnswer } from './who-would-answer';

const emptySchema = { type: 'object', properties: {}, additionalProperties: false };

export function PromptForm({ nodeId, data, faults, readOnly, onChange }: StepFormProps<'prompt'>) {
  return (
    <div className="flex flex-col gap-5">
      <ModelPicker
        nodeId={nodeId}
        value={data.model}
        error={faults.get('model')}
        readOnly={readOnly}
        onChange={(model) => onChange({ model })}
      />
      <WhoWouldAnswer data={data} />
      <TemplateField
        nodeId={nodeId}
        label="System prompt"
        optional
        rows={3}
        placeholder="How the model should behave."
        value={data.system}
        error={faults.get('system')}
        readOnly={readOnly}
        onChange={(system) => onChange({ system }, 'system')}
      />
      <TemplateField
        nodeId={nodeId}
        label="User prompt"
        rows={6}
        placeholder="What the model is asked. Insert values of earlier steps."
        value={data.user}
        error={faults.get('user')}
        readOnly={readOnly}
        onChange={(user) => onChange({ user }, 'user')}
      />
      <OutputKind data={data} faults={faults} readOnly={readOnly} onChange={onChange} />
      <div className="flex gap-3">
        <NumberField
          label="Max tokens"
          value={data.maxTokens}
          placeholder="As the model says"
          min={1}
          whole
          error={faults.get('maxTokens')}
          readOnly={readOnly}
          onChange={(maxTokens) => onChange({ maxTokens }, 'maxTokens')}
        />
        <NumberField
          label="Temperature"
          value={data.temperature}
          placeholder="As the model says"
          min={0}
          max={2}
          error={faults.get('temperature')}
          readOnly={readOnly}
          onChange={(temperature) => onChange({ temperature }, 'temperature')}
        />
      </div>
      <Reasoning data={data} faults={faults} readOnly={readOnly} onChange={onChange} />
      <Checkbox
        label="Run without what the model cannot do"
        hint="Off: the step fails where its model lacks a capability that it needs. On: it goes on without, and the receipt says so."
        checked={data.onMissingCapability === 'degrade'}
        disabled={readOnly}
        onCheckedChange={(on) => onChange({ onMissingCapability: on ? 'degrade' : 'refuse' })}
      />
      <Checkbox
        label="Never let another model answer in its place"
        hint="Off: where the organisation allows it, its default answers for a model that is switched off or deleted, or whose key is refused. On: the step fails, and says why."
        checked={data.substitution === 'never'}
        disabled={readOnly}
        onCheckedChange={(on) => onChange({ substitution: on ? 'never' : 'allow' })}
      />
    </div>
  );
}

type PartProps = Pick<StepFormProps<'prompt'>, 'data' | 'faults' | 'readOnly' | 'onChange'>;

function OutputKind({ data: { output }, faults, readOnly, onChange }: PartProps) {
  return (
    <div className="flex flex-col gap-3">
      <RadioGroup
        legend="Answer"
        disabled={readOnly}
        value={output.kind}
        options={[
          { value: 'text', label: 'Text' },
          { value: 'json', label: 'JSON by a schema' },
        ]}
        onValueChange={(kind) =>
          onChange({
            output: kind === 'text' ? { kind } : { kind, schema: emptySchema, mode: 'native' },
          })
        }
      />
      {output.kind === 'json' && (
        <>
          <SchemaField
            value={output.schema}
            error={faults.get('output.schema')}
            readOnly={readOnly}
            onChange={(schema) => onChange({ output: { ...output, schema } }, 'schema')}
          />
          <Field label="How the schema is kept">
            <Select
              value={output.mode}
              disabled={readOnly}
              options={[
                {
                  value: 'native',
                  label: 'By the provider',
                  description: 'Needs a model with JSON mode.',
                },
                {
                  value: 'instructed',
                  label: 'By instruction',
                  description: 'Any model: it is told the schema, and its answer is checked.',
                },
              ]}
              onValueChange={(mode) => onChange({ output: { ...output, mode } })}
            />
          </Field>
        </>
      )}
    </div>
  );
}

/** Only where the model can reason, in the shape of its parameter; what is set stays visible where it cannot. */
function Reasoning({ data: { model, reasoning }, faults, readOnly, onChange }: PartProps) {
  const chosen = useChosenModel(model);
  if (!reasoning && !chosen?.capabilities.reasoning) return null;
  const byEffort = chosen
    ? chosen.reasoningParameter === 'EFFORT'
    : reasoning !== null && 'effort' in reasoning;
  const initial: NonNullable<PromptData['reasoning']> = byEffort ? { effort: 'medium' } : { maxTokens: 1024 };
  return (
    <div className="flex flex-col gap-3">
      <Checkbox
        label="Extended reasoning"
        hint={
          reasoning && chosen && !chosen.capabilities.reasoning
            ? `${chosen.displayName} does not reason. Switch this off, or choose another model.`
            : 'The model thinks before it answers. Its thoughts count as output.'
        }
        checked={reasoning !== null}
        disabled={readOnly}
        onCheckedChange={(on) => onChange({ reasoning: on ? initial : null })}
      />
      {reasoning && 'maxTokens' in reasoning && (
        <NumberField
          label="Reasoning budget in tokens"
          value={reasoning.maxTokens}
          placeholder="1024"
          min={1}
          whole
          error={faults.get('reasoning.maxTokens')}
          readOnly={readOnly}
          onChange={(maxTokens) => onChange({ reasoning: { maxTokens: maxTokens ?? 1024 } }, 'reasoning')}
        />
      )}
      {reasoning && 'effort' in reasoning && (
        <Field label="Reasoning effort">
          <Select
            value={reasoning.effort}
            disabled={readOnly}
            options={reasoningEfforts.map((value) => ({ value, label: value }))}
            onValueChange={(effort) => onChange({ reasoning: { effort } })}
          />
        </Field>
      )}
    </div>
  );
}
