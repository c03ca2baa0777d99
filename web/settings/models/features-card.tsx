import { modelFeatureList } from '@patchbay/schema/model-features.ts';
import { Card } from '@/ui/card';

const runsOn = {
  selectable: 'Chosen by whoever uses it',
  default: 'The organisation default',
  platform: 'The platform model only',
} satisfies Record<(typeof modelFeatureList)[number]['runsOn'], string>;

/** What calls models here at all, and whether this page has a say in it. */
export function FeaturesCard({ platformCallsPerMinute }: { platformCallsPerMinute: number }) {
  return (
    <Card title="What runs on which model">
      <dl className="-my-2 divide-y divide-line text-sm">
        {modelFeatureList.map((feature) => (
          <div key={feature.label} className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[14rem_minmax(0,1fr)]">
            <dt className="font-medium">{feature.label}</dt>
            <dd>
              {runsOn[feature.runsOn]}
              <span className="block text-xs text-muted">{feature.says}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 border-t border-line pt-3 text-xs text-muted">
        Platform models share the operator&apos;s pool: this organisation may call them{' '}
        {platformCallsPerMinute.toLocaleString('en-GB')} times a minute. A call beyond that counts as limited
        by the provider, so a fallback answers. Custom models have the limits of their own providers.
      </p>
    </Card>
  );
}
