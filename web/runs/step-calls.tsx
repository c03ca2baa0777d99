import { Badge } from '@/ui/badge';
import { Fact } from '@/ui/fact';
import { span } from './duration';
import { LongText } from './long-text';
import type { LiveStep } from './run-store';

/** What a step called besides models, in order: a tool with what it was given, and what it answered. */
export function StepCalls({ calls }: { calls: LiveStep['calls'] }) {
  return (
    <section aria-label="Calls" className="flex flex-col gap-2">
      <h3 className="text-xs font-medium text-muted">
        {calls.length === 1 ? '1 call besides the model' : `${calls.length} calls besides the model`}
      </h3>
      <ol className="flex flex-col gap-2">
        {calls.map((call, index) => (
          <li key={index} className="flex flex-col gap-1.5 rounded-md bg-canvas px-3 py-2.5 text-xs">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <code className="font-mono text-sm font-medium">{call.name}</code>
              <Badge tone={call.failed ? 'danger' : 'success'}>{call.failed ? 'Failed' : 'Answered'}</Badge>
            </div>
            {call.arguments !== null && <Text of={JSON.stringify(call.arguments, null, 2)} />}
            <Text of={call.result} />
            <dl className="flex">
              <Fact name="Took" value={span(call.milliseconds)} />
            </dl>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Text({ of }: { of: string }) {
  return (
    <LongText text={of}>
      {(shown) => (
        <pre className="rounded-md bg-sunken px-2 py-1.5 font-mono leading-5 break-words whitespace-pre-wrap">
          {shown}
        </pre>
      )}
    </LongText>
  );
}
