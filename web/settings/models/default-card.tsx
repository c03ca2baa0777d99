import type { PickableModel } from '@/models/use-models';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { ModelChoice, refusalOf } from './model-choice';
import type { PolicyPartProps } from './policy-form';
import type { ModelInPolicy } from './policy-query';

interface DefaultCardProps extends PolicyPartProps {
  models: readonly PickableModel[];
  modelsFailed: boolean;
  parentName: string | null;
}

/** The organisation's own choice, or what it has in place of one: always both models of one organisation. */
export function DefaultCard({
  draft,
  policy,
  faults,
  models,
  modelsFailed,
  parentName,
  onChange,
}: DefaultCardProps) {
  const source = parentName
    ? `what is offered to it from above (${parentName} comes first), or else on the platform default`
    : 'the platform default';
  return (
    <Card
      title="Default and fallback"
      description="The default answers every step that names no model of its own. The fallback takes over where a model is limited, away, or lacks a feature."
      action={
        draft.own ? (
          <Button
            size="sm"
            onClick={() => onChange({ own: false, default: '', fallback: '', offered: false })}
          >
            {parentName ? 'Inherit again' : 'Use the platform default'}
          </Button>
        ) : (
          <Button size="sm" onClick={() => onChange({ own: true })}>
            Set our own
          </Button>
        )
      }
    >
      {modelsFailed && (
        <div className="mb-4">
          <Notice tone="danger">
            The models could not be loaded, so none can be chosen. Load the page again.
          </Notice>
        </div>
      )}
      {draft.own ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="Default"
            error={faults.default}
            hint="There is always exactly one. It cannot be switched off or deleted."
          >
            <ModelChoice
              models={models}
              value={draft.default}
              onValueChange={(reference) => onChange({ default: reference })}
              refuse={(model) => refusalOf(model, draft.exclusive)}
            />
          </Field>
          <Field
            label="Fallback"
            optional
            error={faults.fallback}
            hint="Best on another provider, so that one outage does not stop both."
          >
            <ModelChoice
              models={models}
              value={draft.fallback}
              onValueChange={(reference) => onChange({ fallback: reference })}
              refuse={(model) =>
                model.reference === draft.default ? 'It is the default' : refusalOf(model, draft.exclusive)
              }
              none="None"
            />
          </Field>
        </div>
      ) : policy.origin === 'OWN' ? (
        <Notice>Once saved, this organisation runs on {source}. The review says what that changes.</Notice>
      ) : (
        <>
          <dl className="grid gap-4 sm:grid-cols-2">
            <Chosen label="Default" model={policy.default} />
            <Chosen label="Fallback" model={policy.fallback ?? null} />
          </dl>
          <p className="mt-4 text-xs text-muted">
            {policy.inheritedFrom
              ? `Both are inherited from ${policy.inheritedFrom}. They are called with its credentials, which nobody here sees.`
              : `Nothing is chosen here${parentName ? ' or offered from above' : ''}, so this organisation runs on the platform default.`}
          </p>
        </>
      )}
    </Card>
  );
}

function Chosen({ label, model }: { label: string; model: ModelInPolicy | null }) {
  return (
    <div className="flex flex-col gap-0.5">
      <dt className="text-sm font-medium">{label}</dt>
      <dd className="text-sm">
        {model ? model.displayName : <span className="text-muted">None</span>}
        {model && <code className="block font-mono text-xs text-muted">{model.reference}</code>}
        {model?.status === 'UNCONFIGURED' && (
          <span className="block text-xs text-warning">
            Not configured by the operator: it answers nobody yet.
          </span>
        )}
      </dd>
    </div>
  );
}
