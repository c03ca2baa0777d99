'use client';

import { useRef, useState } from 'react';
import { useIsAdmin } from '@/shell/viewer';
import { Card } from '@/ui/card';
import { setupOfSaved } from '../form/model-form-values';
import { useConnectionTest } from '../form/use-connection-test';
import { StatusBadges, TypeBadge } from '../model-badges';
import { CapabilityCard } from './capability-card';
import { ModelActions } from './model-actions';
import type { ModelDetails } from './model-details-query';
import { ModelFacts } from './model-facts';
import { type ModelTab, ModelTabs } from './model-tabs';
import { PolicyPlace } from './policy-place';
import { Prices } from './prices';
import { StatusNotice } from './status-notice';

/** What the model is on the one side, what can be done with it and was on the other. */
export function ModelView({ model, provider }: { model: ModelDetails; provider: string }) {
  const isAdmin = useIsAdmin();
  const manages = isAdmin && model.type === 'CUSTOM' && model.status !== 'DELETED';
  const [tab, setTab] = useState<ModelTab>('try-it');
  const [refusal, setRefusal] = useState<string>();
  const test = useConnectionTest(model.id);
  const activity = useRef<HTMLDivElement>(null);

  function runTest() {
    setTab('tests');
    setRefusal(undefined);
    // On a narrow screen it goes on below the facts, far from the button.
    if ((activity.current?.getBoundingClientRect().top ?? 0) > window.innerHeight / 2)
      activity.current?.scrollIntoView({ block: 'start' });
    test.run(setupOfSaved(model), {
      result: () => {},
      refused: (failure) => setRefusal(failure.message),
    });
  }

  return (
    <>
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">
            {model.displayName || model.reference}
          </h1>
          {model.description && (
            <p className="mt-1 max-w-2xl text-sm wrap-anywhere whitespace-pre-line text-muted">
              {model.description}
            </p>
          )}
          <div className="mt-2 flex flex-wrap gap-1">
            <TypeBadge type={model.type} />
            <StatusBadges model={model} />
          </div>
        </div>
        {manages && <ModelActions model={model} testing={test.state === 'running'} onTest={runTest} />}
      </header>
      <StatusNotice status={model.status} isAdmin={isAdmin} />
      <PolicyPlace reference={model.reference} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,27rem)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <ModelFacts model={model} provider={provider} />
          <CapabilityCard model={model} mayDetect={manages} />
          <Card title="Cost" description="What each call is booked at.">
            <Prices model={model} />
          </Card>
        </div>
        <div ref={activity} className="min-w-0 scroll-mt-4">
          <ModelTabs
            model={model}
            tab={tab}
            onTabChange={setTab}
            test={test}
            refusal={refusal}
            onTest={runTest}
          />
        </div>
      </div>
    </>
  );
}
