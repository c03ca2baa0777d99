import { modelFeatureList } from '@patchbay/schema/model-features.ts';
import { Card } from '@/ui/card';

const runsOn = {
  selectable: 'Chosen by whoever uses it',
  default: 'The organisation default',
  platform: 'The platform model only',
} satisfies Record<(typeof modelFeatureList)[number]['runsOn'], string>;

/** What calls models here at all, and whether this page has a say in it. */
export function FeaturesCard() {
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
    </Card>
  );
}
