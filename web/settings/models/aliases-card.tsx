import { Plus, X } from 'lucide-react';
import type { PickableModel } from '@/models/use-models';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Field } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';
import { Input } from '@/ui/input';
import { ModelChoice, refusalOf } from './model-choice';
import type { AliasDraft } from './policy-draft';
import type { PolicyPartProps } from './policy-form';

/** Names that people know from elsewhere. */
const usual = ['sonnet', 'haiku', 'opus'];

interface AliasesCardProps extends PolicyPartProps {
  models: readonly PickableModel[];
}

export function AliasesCard({ draft: { aliases, exclusive }, faults, models, onChange }: AliasesCardProps) {
  const change = (at: number, part: Partial<AliasDraft>) =>
    onChange({ aliases: aliases.map((alias, index) => (index === at ? { ...alias, ...part } : alias)) });
  const add = (alias: string) => onChange({ aliases: [...aliases, { alias, target: '' }] });
  const missing = usual.filter((name) => aliases.every(({ alias }) => alias !== name));

  return (
    <Card
      title="Aliases"
      description="Short names that steps keep. Here you decide which model each stands for; no alias can be called like a model."
    >
      <div className="flex flex-col gap-3">
        {aliases.map(({ alias, target }, index) => (
          <div
            key={index}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 sm:grid-cols-[10rem_minmax(0,1fr)_auto]"
          >
            <Field
              label={<span className="sr-only">Alias {index + 1}</span>}
              error={faults[`aliases.${index}.alias`]}
            >
              <Input
                mono
                value={alias}
                placeholder="sonnet"
                spellCheck={false}
                autoComplete="off"
                onChange={(event) => change(index, { alias: event.target.value })}
              />
            </Field>
            <Field
              label={<span className="sr-only">The model of {alias || `alias ${index + 1}`}</span>}
              error={faults[`aliases.${index}.target`]}
              className="max-sm:col-span-2 max-sm:row-start-2"
            >
              <ModelChoice
                models={models}
                value={target}
                onValueChange={(reference) => change(index, { target: reference })}
                refuse={(model) => refusalOf(model, exclusive)}
              />
            </Field>
            <IconButton
              label={`Remove ${alias || `alias ${index + 1}`}`}
              onClick={() => onChange({ aliases: aliases.filter((_, at) => at !== index) })}
            >
              <X />
            </IconButton>
          </div>
        ))}
        <div className="flex flex-wrap gap-2">
          {missing.map((name) => (
            <Button key={name} size="sm" icon={<Plus />} onClick={() => add(name)}>
              {name}
            </Button>
          ))}
          <Button size="sm" icon={<Plus />} onClick={() => add('')}>
            Another alias
          </Button>
        </div>
      </div>
    </Card>
  );
}
