import type { PromptData } from '@patchbay/schema/nodes/prompt.ts';
import type { PickableModel } from '@/models/use-models';

/** Something that the step keeps though its model has no use for it, and what would settle that. */
export interface Unusable {
  part: 'tools' | 'attachments' | 'output' | 'reasoning';
  message: string;
  remedy: { label: string; change: Partial<PromptData> };
}

type Judged = Pick<PickableModel, 'displayName' | 'capabilities' | 'reasoningParameter'>;

/** What a change of the model has left behind. Nothing is taken away by itself: the next model may want it again. */
export function whatDoesNotApply(data: PromptData, model: Judged): Unusable[] {
  const { displayName: name, capabilities: can } = model;
  const found: Unusable[] = [];
  if (data.tools.length > 0 && !can.toolUse)
    found.push({
      part: 'tools',
      message: `Kept, but ${name} cannot call tools: ${count(data.tools.length, 'tool')} bound.`,
      remedy: { label: 'Remove the tools', change: { tools: [] } },
    });
  const images = data.attachments.filter(({ kind }) => kind === 'image');
  if (images.length > 0 && !can.vision)
    found.push({
      part: 'attachments',
      message: `Kept, but ${name} cannot read images: ${images.map(({ reference }) => reference).join(', ')}.`,
      remedy: {
        label: 'Remove the images',
        change: { attachments: data.attachments.filter(({ kind }) => kind !== 'image') },
      },
    });
  if (data.output.kind === 'json' && data.output.mode === 'native' && !can.jsonMode)
    found.push({
      part: 'output',
      message: `Kept, but ${name} has no JSON mode: its provider cannot keep the schema.`,
      remedy: { label: 'Keep it by instruction', change: { output: { ...data.output, mode: 'instructed' } } },
    });
  return [...found, ...reasoningFaults(data, model)];
}

function reasoningFaults({ reasoning }: PromptData, model: Judged): Unusable[] {
  if (!reasoning) return [];
  const { displayName: name, capabilities: can, reasoningParameter } = model;
  const set =
    'effort' in reasoning ? `effort ${reasoning.effort}` : `a budget of ${reasoning.maxTokens} tokens`;
  if (!can.reasoning)
    return [
      {
        part: 'reasoning',
        message: `Kept, but ${name} does not reason: ${set}.`,
        remedy: { label: 'Remove', change: { reasoning: null } },
      },
    ];
  const wantsEffort = reasoningParameter === 'EFFORT';
  if (wantsEffort === 'effort' in reasoning) return [];
  return [
    {
      part: 'reasoning',
      message: wantsEffort
        ? `Kept, but ${name} is told an effort, not ${set}.`
        : `Kept, but ${name} is told a budget of tokens, not an ${set}.`,
      remedy: {
        label: wantsEffort ? 'Use effort medium' : 'Use 1024 tokens',
        change: { reasoning: initialReasoning(model) },
      },
    },
  ];
}

/** In the shape of the model's parameter. */
export function initialReasoning({ reasoningParameter }: Pick<Judged, 'reasoningParameter'>) {
  return reasoningParameter === 'EFFORT' ? { effort: 'medium' as const } : { maxTokens: 1024 };
}

const count = (number: number, noun: string) => (number === 1 ? `1 ${noun}` : `${number} ${noun}s`);
