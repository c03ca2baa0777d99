'use client';

import type { ComponentProps } from 'react';
import { useIsAdmin } from '@/shell/viewer';
import { later } from '@/ui/later';
import { Skeleton } from '@/ui/skeleton';
import { Tabs } from '@/ui/tabs';
import { ConnectionTab } from './connection-tab';

// What the facts stand beside: fetched after them, each when it is looked at.
const Loading = () => <Skeleton className="h-48 w-full" />;
const TryIt = later(() => import('../try-it/try-it').then((module) => module.TryIt), Loading);
const UsageList = later(() => import('./usage-list').then((module) => module.UsageList), Loading);
const ChangeHistory = later(() => import('./change-history').then((module) => module.ChangeHistory), Loading);

export type ModelTab = 'try-it' | 'usage' | 'tests' | 'changes';

interface ModelTabsProps extends ComponentProps<typeof ConnectionTab> {
  tab: ModelTab;
  onTabChange(tab: ModelTab): void;
}

export function ModelTabs({ tab, onTabChange, ...props }: ModelTabsProps) {
  const isAdmin = useIsAdmin();
  const { model } = props;
  const uses = model.usage.workflowCount;
  const forAdmins = isAdmin && model.type === 'CUSTOM';
  return (
    <Tabs<ModelTab>
      label="About the model"
      value={tab}
      onValueChange={onTabChange}
      tabs={[
        { value: 'try-it', label: 'Try it', lasting: true, content: <TryIt model={model} /> },
        {
          value: 'usage',
          label: `Used by ${uses.toLocaleString('en-GB')}`,
          content: <UsageList reference={model.reference} />,
        },
        ...(forAdmins
          ? ([
              { value: 'tests', label: 'Tests', content: <ConnectionTab {...props} /> },
              {
                value: 'changes',
                label: 'Changes',
                content: <ChangeHistory reference={model.reference} />,
              },
            ] as const)
          : []),
      ]}
    />
  );
}
