import type { PickableModel } from '@/models/use-models';
import type { StepFormProps } from '../nodes/node-look';

/** What each part of a prompt's form is given. */
export interface PromptPartProps extends StepFormProps<'prompt'> {
  /** The model that would be asked; null where there is none, undefined while nobody knows. */
  model: PickableModel | null | undefined;
}
