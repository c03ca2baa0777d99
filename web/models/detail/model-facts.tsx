import { Badge } from '@/ui/badge';
import { Card } from '@/ui/card';
import { CopyButton } from '@/ui/copy-button';
import { RelativeTime } from '@/ui/relative-time';
import { PassedBadge } from '../model-badges';
import { reasoningParameterNames } from '../reasoning-parameters';
import { Fact, Facts } from './facts';
import type { ModelDetails } from './model-details-query';

const count = new Intl.NumberFormat('en-GB');

export function ModelFacts({ model, provider }: { model: ModelDetails; provider: string }) {
  return (
    <Card title="Set-up">
      <Facts>
        <Fact name={model.type === 'CUSTOM' ? 'Provider id (slug)' : 'Reference'}>
          <span className="flex items-center gap-1">
            <code className="min-w-0 font-mono text-xs wrap-anywhere">{model.reference}</code>
            <CopyButton compact value={model.reference} label={`Copy the reference ${model.reference}`} />
          </span>
          <span className="block text-xs text-muted">
            What workflows store to name this model. It never changes.
          </span>
        </Fact>
        <Fact name="Provider">{provider}</Fact>
        <Fact name="Provider Model ID">
          <Code>{model.providerModelId}</Code>
        </Fact>
        {model.fields?.map(({ name, label, secret, value, mask }) => (
          <Fact key={name} name={label}>
            <FieldValue text={secret ? mask : value} />
            {secret && mask && <span className="ml-2 text-xs text-muted">sealed, never shown</span>}
          </Fact>
        ))}
        {model.type === 'CUSTOM' && model.fields === null && (
          <Fact name="Credentials">
            <span className="text-muted">Only admins see them</span>
          </Fact>
        )}
        <Fact name="Max Tokens">{count.format(model.maxTokens)}</Fact>
        <Fact name="Context">
          {model.contextTokens === null ? (
            <span className="text-muted">Not known</span>
          ) : (
            `${count.format(model.contextTokens)} tokens`
          )}
        </Fact>
        {model.capabilities.reasoning && (
          <Fact name="Reasoning parameter">
            <Code>{reasoningParameterNames[model.reasoningParameter]}</Code>
          </Fact>
        )}
        {model.lastTest && (
          <Fact name="Last test">
            <span className="flex flex-wrap items-center gap-2">
              <PassedBadge passed={model.lastTest.passed} />
              <RelativeTime value={model.lastTest.at} />
              {model.lastTest.passed && model.untested && (
                <Badge tone="warning">Not of what is saved now</Badge>
              )}
            </span>
          </Fact>
        )}
        {model.createdAt && (
          <Fact name="Added">
            {model.createdBy}, <RelativeTime value={model.createdAt} />
          </Fact>
        )}
        {model.updatedAt && (
          <Fact name="Last changed">
            <RelativeTime value={model.updatedAt} />
          </Fact>
        )}
      </Facts>
    </Card>
  );
}

function FieldValue({ text }: { text: string | null }) {
  return text ? <Code>{text}</Code> : <span className="text-muted">None</span>;
}

function Code({ children }: { children: string }) {
  return <code className="min-w-0 font-mono text-xs break-all">{children}</code>;
}
