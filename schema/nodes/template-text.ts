import * as z from 'zod';
import { templateLimits } from '../templates/limits.ts';

export const templateText = z
  .string()
  .max(
    templateLimits.characters,
    `A template has at most ${templateLimits.characters.toLocaleString('en')} characters.`,
  );
