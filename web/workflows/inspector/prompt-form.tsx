'use client';

import { useCallback, useState } from 'react';
import { useChoosing } from '../attention/use-choosing';
import { ModelPicker, type Picking } from '../model-picker/model-picker';
import { useNeed } from '../model-picker/use-need';
import type { StepFormProps } from '../nodes/node-look';
import { Advanced } from './advanced';
import { AnswerFields } from './answer-fields';
import { AttachmentsField } from './attachments-field';
import { KeptBut } from './kept-but';
import { onErrorDiffers } from './on-error-fields';
import { PromptAdvanced } from './prompt-advanced';
import { ReasoningFields } from './reasoning-fields';
import { TemplateField } from './template-field';
import { ToolsField } from './tools-field';
import { useStepModel } from './use-step-model';
import { whatDoesNotApply } from './what-does-not-apply';
import { WhoWouldAnswer } from './who-would-answer';

export function PromptForm({ nodeId, data, faults, readOnly, onChange }: StepFormProps<'prompt'>) {
  const [picking, setPicking] = useState<Picking | null>(null);
  useChoosing(
    nodeId,
    useCallback(() => setPicking({ alsoNeeds: [] }), []),
  );
  const need = useNeed(nodeId);
  const model = useStepModel(data.model);
  const unusable = model ? whatDoesNotApply(data, model) : [];
  const part = { nodeId, data, faults, readOnly, onChange, model };
  const kept = { unusable, readOnly, onChange };

  return (
    <div className="flex flex-col gap-5">
      <div data-field="model" className="flex flex-col gap-2">
        <ModelPicker
          need={need}
          value={data.model}
          error={faults.get('model')}
          readOnly={readOnly}
          picking={picking}
          onPick={setPicking}
          onChange={(next) => onChange({ model: next })}
        />
        <WhoWouldAnswer data={data} />
      </div>
      <TemplateField
        nodeId={nodeId}
        label="System prompt"
        optional
        rows={2}
        placeholder="How the model should behave."
        place="system"
        previews
        value={data.system}
        readOnly={readOnly}
        onChange={(system) => onChange({ system }, 'system')}
      />
      <TemplateField
        nodeId={nodeId}
        label="User prompt"
        rows={5}
        placeholder="What the model is asked. Type {{ for values of earlier steps."
        place="user"
        previews
        value={data.user}
        readOnly={readOnly}
        onChange={(user) => onChange({ user }, 'user')}
      />
      <KeptBut {...kept} part="attachments" />
      <AttachmentsField
        nodeId={nodeId}
        value={data.attachments}
        readOnly={readOnly}
        onChange={(attachments) => onChange({ attachments })}
      />
      <AnswerFields {...part} />
      <KeptBut {...kept} part="output" />
      <KeptBut {...kept} part="tools" />
      <ToolsField {...part} onPick={() => setPicking({ alsoNeeds: ['toolUse'] })} />
      <KeptBut {...kept} part="reasoning" />
      <ReasoningFields {...part} />
      <Advanced
        differs={[
          data.maxTokens !== null && `${data.maxTokens} tokens at most`,
          data.temperature !== null && `temperature ${data.temperature}`,
          data.tools.length > 0 && data.maxTurns !== 6 && `${data.maxTurns} turns at most`,
          data.onMissingCapability === 'degrade' && 'runs without what the model lacks',
          data.substitution === 'never' && 'no other model',
          ...onErrorDiffers(data),
        ]}
      >
        <PromptAdvanced {...part} />
      </Advanced>
    </div>
  );
}
