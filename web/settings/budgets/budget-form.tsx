'use client';

import { runLimits } from '@patchbay/schema/run-limits.ts';
import { useForm } from 'react-hook-form';
import { graphql } from '@/graphql/generated';
import type { BudgetsQuery } from '@/graphql/generated/graphql';
import { useDeed } from '@/graphql/use-deed';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { toast } from '@/ui/toast';
import { costFault, countFault, limitsOf } from './read-limits';
import { MonthBar } from './month-bar';

const UpdateBudget = graphql(`
  mutation UpdateBudget($limits: RunLimitsInput!, $monthlyCost: Decimal) {
    updateBudget(input: { limits: $limits, monthlyCost: $monthlyCost }) {
      ... on UpdateBudgetPayload {
        budget {
          monthlyCost
          spent
        }
      }
      ...Failure
    }
  }
`);

type Budget = BudgetsQuery['budget'];

const ofRun = [
  {
    name: 'cost',
    label: 'Cost in USD',
    hint: 'Reserved before each call. A model without a price is refused.',
  },
  { name: 'modelCalls', label: 'Model calls', hint: 'Every attempt counts, those that fail as well.' },
  { name: 'tokens', label: 'Tokens', hint: 'In and out, at the most that a call may come to.' },
  { name: 'minutes', label: 'Minutes at work', hint: 'What a run waits does not count.' },
  { name: 'steps', label: 'Steps', hint: 'Those of workflows inside of it, too.' },
  { name: 'fanOut', label: 'Items of one map', hint: 'A longer list stops the run before its first item.' },
] as const;

export function BudgetForm({ budget, onSaved }: { budget: Budget; onSaved(): void }) {
  const [update] = useDeed(UpdateBudget);
  const form = useForm({ values: textsOf(budget) });
  const { errors, isDirty, isSubmitting } = form.formState;

  const save = form.handleSubmit(async ({ monthlyCost, ...limits }) => {
    const outcome = await update({
      limits: limitsOf(limits),
      monthlyCost: monthlyCost.trim() === '' ? null : monthlyCost.trim(),
    });
    if (!outcome.ok) return showFailure(form, outcome);
    toast.success('The budgets are saved');
    onSaved();
  });

  return (
    <form onSubmit={save} noValidate className="flex flex-col gap-6">
      <Card title="All runs of a month">
        <div className="flex flex-col gap-4">
          <Field
            label="Cost in USD"
            optional
            hint="A calendar month in UTC. A call that has no room in it stops its run before it is made."
            error={errors.monthlyCost?.message}
            className="max-w-xs"
          >
            <Input
              inputMode="decimal"
              placeholder="No limit"
              {...form.register('monthlyCost', { validate: costFault })}
            />
          </Field>
          {budget.monthlyCost !== null && (
            <MonthBar most={budget.monthlyCost} spent={budget.spent} reserved={budget.reserved} />
          )}
        </div>
      </Card>
      <Card
        title="Each run"
        footer={
          <Button type="submit" variant="primary" disabled={!isDirty} pending={isSubmitting}>
            Save
          </Button>
        }
      >
        <div className="flex flex-col gap-4">
          <p className="text-sm text-muted">
            Holds for runs that start from now on. A run that is stopped keeps what it has done.
          </p>
          <div className="grid gap-4 sm:grid-cols-2">
            {ofRun.map(({ name, label, hint }) => (
              <Field key={name} label={label} optional hint={hint} error={errors[name]?.message}>
                <Input
                  inputMode={name === 'cost' ? 'decimal' : 'numeric'}
                  placeholder={runLimits[name].standard?.toLocaleString('en') ?? 'No limit'}
                  {...form.register(name, { validate: name === 'cost' ? costFault : countFault })}
                />
              </Field>
            ))}
          </div>
          {errors.root && <Notice tone="danger">{errors.root.message}</Notice>}
        </div>
      </Card>
    </form>
  );
}

const textOf = (value: number | string | null) => (value === null ? '' : String(value));

function textsOf({ monthlyCost, limits }: Budget) {
  return {
    monthlyCost: textOf(monthlyCost),
    cost: textOf(limits.cost),
    modelCalls: textOf(limits.modelCalls),
    tokens: textOf(limits.tokens),
    minutes: textOf(limits.minutes),
    steps: textOf(limits.steps),
    fanOut: textOf(limits.fanOut),
  };
}
