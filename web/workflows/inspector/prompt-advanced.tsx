'use client';

import { Checkbox } from '@/ui/checkbox';
import { NumberField } from './number-field';
import { OnErrorFields } from './on-error-fields';
import type { PromptPartProps } from './prompt-part';

/** What few prompts need. */
export function PromptAdvanced({ nodeId, data, faults, readOnly, onChange }: PromptPartProps) {
  const part = { nodeId, readOnly };
  return (
    <>
      <div className="flex gap-3">
        <NumberField
          {...part}
          place="maxTokens"
          label="Max tokens"
          value={data.maxTokens}
          placeholder="As the model says"
          min={1}
          whole
          error={faults.get('maxTokens')}
          onChange={(maxTokens) => onChange({ maxTokens }, 'maxTokens')}
        />
        <NumberField
          {...part}
          place="temperature"
          label="Temperature"
          value={data.temperature}
          placeholder="As the model says"
          min={0}
          max={2}
          error={faults.get('temperature')}
          onChange={(temperature) => onChange({ temperature }, 'temperature')}
        />
      </div>
      <NumberField
        {...part}
        place="maxTurns"
        label="Turns at most"
        hint="How often the model is asked while it calls tools."
        value={data.maxTurns}
        min={1}
        max={20}
        whole
        error={faults.get('maxTurns')}
        onChange={(maxTurns) => maxTurns !== null && onChange({ maxTurns }, 'maxTurns')}
      />
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
      <OnErrorFields
        {...part}
        data={data}
        initialValue={data.output.kind === 'json' ? { text: '', json: {} } : { text: '' }}
        faults={faults}
        onChange={onChange}
      />
    </>
  );
}
