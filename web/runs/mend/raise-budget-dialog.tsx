'use client';

import { runLimitNames, runLimits } from '@patchbay/schema/run-limits.ts';
import { useForm } from 'react-hook-form';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { LimitsOfRunQuery } from '@/graphql/generated/graphql';
import { useDeed } from '@/graphql/use-deed';
import { costFault, countFault, limitsOf } from '@/settings/budgets/read-limits';
import { LoadFailure } from '@/settings/load-failure';
import { Dialog } from '@/ui/dialog';
import { DialogForm } from '@/ui/dialog-form';
import { Fact } from '@/ui/fact';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Skeleton } from '@/ui/skeleton';
import { sayCost } from '../say-cost';

const LimitsOfRun = graphql(`
  query LimitsOfRun($id: ID!) {
    run(id: $id) {
      id
      limits {
        steps
        fanOut
        modelCalls
        tokens
        minutes
        cost
      }
      spent {
        steps
        modelCalls
        tokens
        cost
        unpricedCalls
      }
    }
  }
`);

const RaiseBudget = graphql(`
  mutation RaiseBudget($runId: ID!, $limits: RunLimitsInput!) {
    raiseBudget(input: { runId: $runId, limits: $limits }) {
      ... on RaiseBudgetPayload {
        run {
          id
          status
        }
      }
      ...Failure
    }
  }
`);

type Run = NonNullable<LimitsOfRunQuery['run']>;

interface RaiseBudgetDialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  runId: string;
}

/** What the run may spend from now on. */
export function RaiseBudgetDialog({ open, onOpenChange, runId }: RaiseBudgetDialogProps) {
  const [{ data, error }, ask] = useQuery({
    query: LimitsOfRun,
    variables: { id: runId },
    requestPolicy: 'network-only',
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Raise the budget"
      description="Of this run alone. It goes on from where it stands."
      lasting
    >
      {data?.run ? (
        <Form run={data.run} onDone={() => onOpenChange(false)} />
      ) : (
        <div className="p-5">
          {error ? (
            <LoadFailure what="The budget" error={error} onRetry={ask} />
          ) : (
            <Skeleton className="h-40 w-full" />
          )}
        </div>
      )}
    </Dialog>
  );
}

const textOf = (value: number | string | null) => (value === null ? '' : String(value));

function Form({ run, onDone }: { run: Run; onDone(): void }) {
  const [raise] = useDeed(RaiseBudget);
  const { limits, spent } = run;
  const form = useForm({
    defaultValues: {
      cost: textOf(limits.cost),
      modelCalls: textOf(limits.modelCalls),
      tokens: textOf(limits.tokens),
      minutes: textOf(limits.minutes),
      steps: textOf(limits.steps),
      fanOut: textOf(limits.fanOut),
    },
  });
  const { errors } = form.formState;
  const save = form.handleSubmit(async (texts) => {
    const outcome = await raise({ runId: run.id, limits: limitsOf(texts) });
    if (!outcome.ok) return showFailure(form, outcome);
    onDone();
  });
  return (
    <DialogForm form={form} onSubmit={save} onCancel={onDone} action="Let it go on">
      <dl aria-label="Spent so far" className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
        <Fact name="Spent" value={sayCost({ ...spent, calls: spent.modelCalls })} />
        <Fact name="Calls" value={spent.modelCalls.toLocaleString('en-GB')} />
        <Fact name="Tokens" value={spent.tokens.toLocaleString('en-GB')} />
        <Fact name="Steps" value={spent.steps.toLocaleString('en-GB')} />
      </dl>
      <div className="grid gap-4 sm:grid-cols-2">
        {runLimitNames.map((name) => (
          <Field
            key={name}
            label={name === 'cost' ? 'Cost in USD' : runLimits[name].label}
            optional
            error={errors[name]?.message}
          >
            <Input
              inputMode={name === 'cost' ? 'decimal' : 'numeric'}
              placeholder={runLimits[name].standard?.toLocaleString('en') ?? 'No limit'}
              {...form.register(name, { validate: name === 'cost' ? costFault : countFault })}
            />
          </Field>
        ))}
      </div>
    </DialogForm>
  );
}
