import { isNodeKind } from '@patchbay/schema/nodes/index.ts';
import { lookOf } from '../nodes';
import type { Template } from './templates-query';

/** What a template is for, and the kinds of its steps in a row. */
export function TemplateCard({ template }: { template: Template }) {
  const kinds = template.kinds.filter(isNodeKind);
  return (
    <span className="flex min-w-0 flex-1 flex-col gap-1 text-left">
      <span className="text-sm font-medium">{template.name}</span>
      <span className="text-xs text-muted">{template.description}</span>
      <span aria-hidden className="mt-1 flex flex-wrap gap-1 text-muted">
        {kinds.map((kind, index) => {
          const Icon = lookOf(kind).icon;
          // A template is no list that changes: the place of a step in it is what it is known by.
          return <Icon key={`${index} ${kind}`} className="size-3.5" />;
        })}
      </span>
    </span>
  );
}
