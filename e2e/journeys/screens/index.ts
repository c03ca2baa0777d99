import { screensOfModels } from './models.ts';
import { screensOfRuns } from './runs.ts';
import type { Screen } from './screen.ts';
import { screensOfSettings } from './settings.ts';
import { screensOfShell } from './shell.ts';
import { screensOfSteps } from './steps.ts';
import { screensOfWorkflows } from './workflows.ts';

/** Every screen that a person can come to. A new page gets its row in the file of its noun. */
export const screens: readonly Screen[] = [
  ...screensOfShell,
  ...screensOfModels,
  ...screensOfWorkflows,
  ...screensOfSteps,
  ...screensOfRuns,
  ...screensOfSettings,
];
