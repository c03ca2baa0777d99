import type { Capabilities } from '@patchbay/schema/capabilities.ts';
import { isRecord } from '@patchbay/schema/shape.ts';
import type { ReasoningEffort, ReasoningParameter } from '../../graphql/generated/graphql';
import type { TrialInput } from './use-trial';
import type { Picture } from './read-picture';

/** What a trial can be given beside the prompt. */
export const extras = {
  system: { label: 'System prompt', needs: null },
  image: { label: 'Image', needs: 'vision' },
  tool: { label: 'Tool', needs: 'toolUse' },
  schema: { label: 'JSON schema', needs: null },
  reasoning: { label: 'Reasoning', needs: 'reasoning' },
  maxTokens: { label: 'Max tokens', needs: null },
} as const satisfies Record<string, { label: string; needs: keyof Capabilities | null }>;

export type Extra = keyof typeof extras;

/** What stands in the form, as it was typed; an extra that is not `on` is kept and not sent. */
export interface TrialForm {
  prompt: string;
  on: readonly Extra[];
  system: string;
  image: Picture | null;
  tool: string;
  schema: string;
  budget: string;
  effort: ReasoningEffort;
  maxTokens: string;
}

const exampleTool = `{
  "name": "get_weather",
  "description": "The weather of a city, now.",
  "parameters": {
    "type": "object",
    "properties": { "city": { "type": "string" } },
    "required": ["city"]
  }
}`;

const exampleSchema = `{
  "type": "object",
  "properties": {
    "answer": { "type": "string" },
    "confidence": { "type": "number" }
  },
  "required": ["answer", "confidence"],
  "additionalProperties": false
}`;

export const emptyTrialForm: TrialForm = {
  prompt: '',
  on: [],
  system: '',
  image: null,
  tool: exampleTool,
  schema: exampleSchema,
  budget: '1024',
  effort: 'MEDIUM',
  maxTokens: '',
};

export type TrialFaults = Partial<Record<Extra | 'prompt', string>>;

interface Asked {
  reference: string;
  reasoningParameter: ReasoningParameter;
}

/** What to send, or what is wrong with what was typed, by field. */
export function readTrial(
  form: TrialForm,
  { reference, reasoningParameter }: Asked,
): { input: TrialInput } | { faults: TrialFaults } {
  const faults: TrialFaults = {};
  const input: TrialInput = { reference, prompt: form.prompt };
  if (form.prompt.trim() === '') faults.prompt = 'Write what to ask.';
  const isOn = (extra: Extra) => form.on.includes(extra);

  if (isOn('system') && form.system.trim() !== '') input.system = form.system;
  if (isOn('image')) {
    if (form.image) input.image = { data: form.image.data, mediaType: form.image.mediaType };
    else faults.image = 'Choose an image, or leave it out.';
  }
  if (isOn('tool')) {
    const tool = readTool(form.tool);
    if (typeof tool === 'string') faults.tool = tool;
    else input.tool = tool;
  }
  if (isOn('schema')) {
    const schema = readObject(form.schema);
    if (typeof schema === 'string') faults.schema = schema;
    else input.schema = schema;
  }
  if (isOn('reasoning')) {
    const budget = readCount(form.budget);
    if (reasoningParameter === 'EFFORT') input.reasoning = { effort: form.effort };
    else if (budget === null) faults.reasoning = 'Enter a whole number of at least 1.';
    else input.reasoning = { maxTokens: budget };
  }
  if (isOn('maxTokens')) {
    const maxTokens = readCount(form.maxTokens);
    if (maxTokens === null) faults.maxTokens = 'Enter a whole number of at least 1.';
    else input.maxTokens = maxTokens;
  }
  return Object.keys(faults).length > 0 ? { faults } : { input };
}

function readTool(text: string): NonNullable<TrialInput['tool']> | string {
  const tool = readObject(text);
  if (typeof tool === 'string') return tool;
  const { name, description, parameters } = tool;
  if (typeof name !== 'string' || !/^[\w-]{1,64}$/.test(name))
    return 'Give the tool a "name" of letters, digits, "_" and "-".';
  if (!isRecord(parameters)) return 'Give the tool "parameters": a JSON schema of what it takes.';
  return { name, description: typeof description === 'string' ? description : '', parameters };
}

function readObject(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : 'Write one JSON object: {...}.';
  } catch (error) {
    return `This is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}.`;
  }
}

function readCount(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text) : null;
}
