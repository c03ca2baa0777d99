'use client';

import { RadioGroup } from '@/ui/radio-group';
import type { PromptPartProps } from './prompt-part';
import { SchemaField } from './schema-field';
import { schemaOfRows } from './schema-table';

const firstSchema = schemaOfRows([{ name: 'answer', type: 'text', description: '', required: true }]);

/** Whether the answer is text or JSON, and who sees to it that it keeps the schema. */
export function AnswerFields({
  nodeId,
  data: { output },
  faults,
  readOnly,
  onChange,
  model,
}: PromptPartProps) {
  const initialMode = model && !model.capabilities.jsonMode ? 'instructed' : 'native';
  return (
    <div className="flex flex-col gap-4">
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
            output: kind === 'text' ? { kind } : { kind, schema: firstSchema, mode: initialMode },
          })
        }
      />
      {output.kind === 'json' && (
        <>
          <SchemaField
            nodeId={nodeId}
            place="output.schema"
            value={output.schema}
            error={faults.get('output.schema')}
            readOnly={readOnly}
            onChange={(schema, gesture) => onChange({ output: { ...output, schema } }, gesture)}
          />
          <RadioGroup
            legend="How the schema is kept"
            disabled={readOnly}
            value={output.mode}
            options={[
              {
                value: 'native',
                label: 'By the provider (native)',
                description: 'Needs a model with JSON mode. The provider enforces the schema.',
              },
              {
                value: 'instructed',
                label: 'By instruction',
                description: 'Any model: it is told the schema in the prompt, and its answer is checked.',
              },
            ]}
            onValueChange={(mode) => onChange({ output: { ...output, mode } })}
          />
        </>
      )}
    </div>
  );
}
