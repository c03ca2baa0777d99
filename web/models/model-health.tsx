import clsx from 'clsx';
import { CircleCheck, CircleDashed, CircleX, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { RelativeTime } from '@/ui/relative-time';
import { healthWords } from './model-words';
import type { Model } from './models-query';

/** What came of the latest connection test. When and why is told to admins only: others see how it ended. */
export function ModelHealth({ model: { health, lastTest, untested } }: { model: Model }) {
  // Nobody here tests what the platform offers.
  if (health === null) return null;
  if (health === 'NEVER') return <Line Icon={CircleDashed} tone="text-muted" said={healthWords.NEVER} />;
  if (health === 'FAILED') {
    const kind = lastTest?.errorKind?.replaceAll('-', ' ');
    return (
      <Line
        Icon={CircleX}
        tone="text-danger"
        said={kind ? `${healthWords.FAILED}: ${kind}` : healthWords.FAILED}
        title={lastTest?.cause ?? undefined}
        when={lastTest && <RelativeTime value={lastTest.at} />}
      />
    );
  }
  if (untested) {
    return (
      <Line
        Icon={CircleDashed}
        tone="text-warning"
        said="Changed since"
        title="It passed its last test, and was changed after that."
        when={lastTest && <RelativeTime value={lastTest.at} />}
      />
    );
  }
  return (
    <Line
      Icon={CircleCheck}
      tone="text-success"
      said={healthWords.PASSED}
      when={lastTest && <RelativeTime value={lastTest.at} />}
    />
  );
}

interface LineProps {
  Icon: LucideIcon;
  tone: string;
  said: string;
  title?: string | undefined;
  when?: ReactNode;
}

function Line({ Icon, tone, said, title, when }: LineProps) {
  return (
    <span title={title} className="flex min-w-0 items-center gap-1.5">
      <Icon aria-hidden className={clsx('size-3.5 shrink-0', tone)} />
      <span className="flex min-w-0 flex-wrap gap-x-1.5 @min-[42rem]/model-list:flex-col">
        <span className={clsx('truncate', tone)}>{said}</span>
        {when && <span className="text-xs text-muted">{when}</span>}
      </span>
    </span>
  );
}
