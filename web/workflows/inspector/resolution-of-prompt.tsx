import { prompt, type PromptData } from '@patchbay/schema/nodes/prompt.ts';
import { ResolutionOf } from '@/models/resolution-of';

/** Who would answer a step, with what it needs and allows as it stands. */
export function ResolutionOfPrompt({ data }: { data: PromptData }) {
  const needed = new Set(prompt.requirements(data).map(({ capability }) => capability));
  if (data.model === '') return <p className="text-sm text-danger">The step has no model yet.</p>;
  return (
    <ResolutionOf
      reference={data.model}
      capabilities={[...needed]}
      onMissingCapability={data.onMissingCapability === 'degrade' ? 'DEGRADE' : 'REFUSE'}
      substitution={data.substitution === 'allow'}
    />
  );
}
