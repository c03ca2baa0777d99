// The gallery: workflow files that come with Patchbay. They name no connection and no tool, and "default" as their
// model, so that each runs as soon as it is made.
import { readWorkflowFile } from '@patchbay/schema/workflow-file/read-workflow-file.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { InvalidInputError } from '../errors.ts';
import approveBeforeItGoesOut from './templates/approve-before-it-goes-out.json' with { type: 'json' };
import callAnApi from './templates/call-an-api.json' with { type: 'json' };
import classifyAndRoute from './templates/classify-and-route.json' with { type: 'json' };
import compareTwoModels from './templates/compare-two-models.json' with { type: 'json' };
import draftReviewRevise from './templates/draft-review-revise.json' with { type: 'json' };
import extractAsJson from './templates/extract-as-json.json' with { type: 'json' };
import summariseADocument from './templates/summarise-a-document.json' with { type: 'json' };
import summariseAndAnswer from './templates/summarise-and-answer.json' with { type: 'json' };

export type Template = { slug: string; name: string; description: string; graph: WorkflowGraph };

/** In the order in which they are offered; an empty canvas offers the first three. */
const files: Record<string, object> = {
  'summarise-a-document': summariseADocument,
  'classify-and-route': classifyAndRoute,
  'extract-as-json': extractAsJson,
  'compare-two-models': compareTwoModels,
  'draft-review-revise': draftReviewRevise,
  'approve-before-it-goes-out': approveBeforeItGoesOut,
  'call-an-api': callAnApi,
  'summarise-and-answer': summariseAndAnswer,
};

export const templates: readonly Template[] = Object.entries(files).map(([slug, document]) => {
  const { file, faults } = readWorkflowFile(JSON.stringify(document));
  if (!file) throw new Error(`The template ${slug} cannot be read: ${faults[0]?.message}`);
  const { name, description, graph } = file;
  return { slug, name, description, graph };
});

export function findTemplate(slug: string): Template {
  const template = templates.find((one) => one.slug === slug);
  if (template) return template;
  throw InvalidInputError.at('template', 'There is no such template.');
}
