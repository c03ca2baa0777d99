'use client';

import { capabilities, capabilityNames, type Capability } from '@patchbay/schema/capabilities.ts';
import clsx from 'clsx';
import { ScanSearch, Square } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Notice } from '@/ui/notice';
import { capabilityIcons } from '../capability-icons';
import type { Evidence } from '../evidence/evidence-fragment';
import { EvidenceLine } from '../evidence/evidence-line';
import { findingsOf, useCapabilityProbe } from '../evidence/use-capability-probe';
import { setupOfSaved } from '../form/model-form-values';
import type { ModelDetails } from './model-details-query';

interface CapabilityCardProps {
  model: ModelDetails;
  /** Whether the viewer may have the capabilities detected. */
  mayDetect: boolean;
}

/** Every capability there is, with what was found out about it: what a model lacks matters as much. */
export function CapabilityCard({ model, mayDetect }: CapabilityCardProps) {
  const probe = useCapabilityProbe(model.id);
  const [refusal, setRefusal] = useState<string>();
  const known = findingsOf(model.evidence);

  function detect() {
    setRefusal(undefined);
    probe.run(setupOfSaved(model), (failure) => setRefusal(failure.message));
  }

  return (
    <Card
      title="Capabilities"
      description="Steps are offered this model when it can do what they need."
      action={
        mayDetect &&
        (probe.running ? (
          <Button icon={<Square />} onClick={probe.stop}>
            Stop
          </Button>
        ) : (
          <Button icon={<ScanSearch />} onClick={detect}>
            Detect
          </Button>
        ))
      }
    >
      {refusal && <Notice tone="danger">{refusal}</Notice>}
      <ul className="flex flex-col gap-4">
        {capabilityNames.map((name) => (
          <CapabilityItem
            key={name}
            name={name}
            has={model.capabilities[name]}
            // While it is detected anew, what was known is in doubt; after that the newest is read again.
            finding={(probe.running && probe.findings[name]) || known[name]}
          />
        ))}
      </ul>
    </Card>
  );
}

interface CapabilityItemProps {
  name: Capability;
  has: boolean;
  finding: Evidence | 'probing' | undefined;
}

function CapabilityItem({ name, has, finding }: CapabilityItemProps) {
  const Icon = capabilityIcons[name];
  const { label, help } = capabilities[name];
  return (
    <li className="flex items-start gap-3">
      <span
        aria-hidden
        className={clsx(
          'flex size-8 shrink-0 items-center justify-center rounded-md border border-line',
          has ? 'bg-accent-soft text-accent' : 'bg-canvas text-muted',
        )}
      >
        <Icon className="size-4" />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div>
          <span className="flex items-center justify-between gap-3">
            <span className="font-medium">{label}</span>
            <Badge tone={has ? 'success' : 'neutral'}>{has ? 'On' : 'Off'}</Badge>
          </span>
          <span className="block text-xs text-muted">{help}</span>
        </div>
        <div aria-live="polite" className="border-l-2 border-line pl-2.5 empty:hidden">
          {finding && (
            <EvidenceLine
              finding={finding}
              stale={finding !== 'probing' && finding.stale}
              contradicts={finding !== 'probing' && finding.contradicts}
              dated
            />
          )}
        </div>
      </div>
    </li>
  );
}
