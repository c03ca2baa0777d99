'use client';

import { Plus } from 'lucide-react';
import { useMembership } from '@/shell/viewer';
import { Button, LinkButton } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Notice } from '@/ui/notice';
import type { PromptPartProps } from './prompt-part';
import { type ToolToBind, useProjectThings } from './use-project-things';

interface ToolsFieldProps extends PromptPartProps {
  /** Opens the picker with the models that call tools alone. */
  onPick(): void;
}

/** Which tools of the project the model may call; not to be chosen for a model that calls none, and why. */
export function ToolsField({ data: { tools }, faults, readOnly, onChange, model, onPick }: ToolsFieldProps) {
  const { slug } = useMembership();
  const project = useProjectThings();
  const unable = model ? !model.capabilities.toolUse : false;
  const offered = project?.tools ?? [];
  const gone = project ? tools.filter((id) => !offered.some(({ reference }) => reference === id)) : [];
  const bind = (id: string, on: boolean) =>
    onChange({ tools: on ? [...tools, id] : tools.filter((one) => one !== id) });

  return (
    <section aria-label="Tools" data-field="tools" className="flex min-w-0 flex-col gap-2.5">
      <div className="flex h-7 items-center justify-between">
        <h3 className="text-sm font-medium">Tools</h3>
        {!readOnly && (
          <LinkButton
            size="sm"
            variant="quiet"
            icon={<Plus />}
            href={`/${slug}/settings/tools`}
            target="_blank"
          >
            Add tool
          </LinkButton>
        )}
      </div>
      {model && unable && tools.length === 0 && (
        <Notice>
          <p>{model.displayName} cannot call tools, so none can be bound.</p>
          {!readOnly && (
            <Button size="sm" className="mt-2" onClick={onPick}>
              Choose a tool-capable model
            </Button>
          )}
        </Notice>
      )}
      {project && offered.length === 0 && gone.length === 0 && (
        <p className="text-xs text-muted">
          The project has no tools yet. A tool is an HTTP request that a model may make, or what an MCP server
          offers.
        </p>
      )}
      {offered.map((tool) => {
        const index = tools.indexOf(tool.reference);
        return (
          <Checkbox
            key={tool.id}
            label={<span className="font-mono text-xs">{tool.name}</span>}
            hint={sayTool(tool)}
            error={faults.get(`tools.${index}`) ?? tool.fault ?? undefined}
            checked={index !== -1}
            disabled={readOnly || (unable && index === -1)}
            onCheckedChange={(on) => bind(tool.reference, on)}
          />
        );
      })}
      {gone.map((id) => (
        <Checkbox
          key={id}
          label={<span className="font-mono text-xs">{id}</span>}
          error="This tool is not in the project any more. Take it off."
          checked
          disabled={readOnly}
          onCheckedChange={() => bind(id, false)}
        />
      ))}
    </section>
  );
}

function sayTool({ description, offers }: ToolToBind): string {
  return offers.length > 1
    ? `${description} Offers ${offers.map(({ name }) => name).join(', ')}.`
    : description;
}
