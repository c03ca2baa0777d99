'use client';

import { Field } from '@base-ui/react/field';
import { Fieldset } from '@base-ui/react/fieldset';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useQuery } from 'urql';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { TemplateCard } from './template-card';
import { type Template, WorkflowTemplates } from './templates-query';

/** Where templates will stand: about as many as there are. */
const awaited = [1, 2, 3, 4, 5, 6, 7];

const blank: Template = { slug: '', name: 'Blank', description: 'An empty canvas.', kinds: [] };

interface TemplateChoiceProps {
  value: string;
  onValueChange(slug: string): void;
}

/** Blank, or one of the templates, each with what it is for. */
export function TemplateChoice({ value, onValueChange }: TemplateChoiceProps) {
  const [{ data, error }, retry] = useQuery({ query: WorkflowTemplates });
  return (
    <Field.Root>
      <Fieldset.Root
        render={<RadioGroup value={value} onValueChange={(next) => onValueChange(String(next))} />}
        className="flex flex-col gap-2"
      >
        <Fieldset.Legend className="text-sm font-medium">Begin with</Fieldset.Legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {[blank, ...(data?.workflowTemplates ?? [])].map((template) => (
            <Field.Item key={template.slug} className="flex">
              <Field.Label className="flex w-full cursor-pointer gap-2.5 rounded-md border border-line p-3 transition-colors hover:border-edge has-data-checked:border-accent has-data-checked:bg-accent-soft">
                <Radio.Root
                  value={template.slug}
                  className="mt-0.5 flex size-4 shrink-0 cursor-pointer items-center justify-center rounded-full border border-edge bg-panel data-checked:border-accent"
                >
                  <Radio.Indicator className="size-2 rounded-full bg-accent" />
                </Radio.Root>
                <TemplateCard template={template} />
              </Field.Label>
            </Field.Item>
          ))}
          {!data && !error && awaited.map((place) => <Skeleton key={place} className="h-28" />)}
        </div>
        {error && !data && (
          <p className="flex flex-wrap items-center gap-2 text-xs text-danger">
            The templates could not be loaded. A blank one can be made.
            <Button size="sm" onClick={() => retry()}>
              Try again
            </Button>
          </p>
        )}
      </Fieldset.Root>
    </Field.Root>
  );
}
