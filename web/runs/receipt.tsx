import { later } from '@/ui/later';
import type { LiveStep } from './run-store';
import { Badge } from '@/ui/badge';
import { Fact } from '@/ui/fact';
import { Folded } from '@/ui/folded';
import { dollars } from './say-cost';
import { duration } from './duration';

type Attempt = LiveStep['attempts'][number];

/** Who was asked, why, and what came of it: every call of a step, none left out. */
interface ReceiptProps {
  attempts: readonly Attempt[];
  /** USD by which the answer was dearer than one of whoever was asked first. */
  priceDifference?: string | null;
  /** The text that the step put out in the end: what others said is shown as it differs from it. */
  answer?: string | undefined;
}

export function Receipt({ attempts, priceDifference = null, answer }: ReceiptProps) {
  return (
    <section aria-label="Attempts" className="flex flex-col gap-2">
      <h3 className="text-xs font-medium text-muted">
        {attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`}
      </h3>
      <ol className="flex flex-col gap-2">
        {attempts.map((attempt) => (
          <AttemptItem key={attempt.id} attempt={attempt} answer={answer} />
        ))}
      </ol>
      <Ending attempts={attempts} priceDifference={priceDifference} />
    </section>
  );
}

/** Who answered in the end, where that was not a matter of course. */
function Ending({ attempts, priceDifference }: Required<Pick<ReceiptProps, 'attempts' | 'priceDifference'>>) {
  const answered = attempts.findLast(({ outcome }) => outcome === 'answered');
  const [first] = attempts;
  if (!answered || !first || answered.modelSlug === first.modelSlug) return null;
  const amount = Number(priceDifference);
  return (
    <p className="text-xs">
      <span className="font-medium">{answered.modelSlug}</span> answered in place of{' '}
      <span className="font-medium">{first.modelSlug}</span>.{' '}
      <span className="text-muted">
        {priceDifference === null
          ? 'What that made of a difference in price is not known.'
          : amount === 0
            ? 'It cost the same.'
            : `It cost ${dollars(String(Math.abs(amount)))} ${amount > 0 ? 'more' : 'less'} than the same tokens there.`}
      </span>
    </p>
  );
}

function AttemptItem({ attempt, answer }: { attempt: Attempt; answer: string | undefined }) {
  const answered = attempt.outcome === 'answered';
  return (
    <li className="flex flex-col gap-1.5 rounded-md bg-canvas px-3 py-2.5 text-xs">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="text-sm font-medium">{attempt.modelSlug}</span>
        <Badge tone={answered ? 'success' : 'danger'}>{answered ? 'Answered' : attempt.outcome}</Badge>
        <span className="text-muted">
          {attempt.provider} · <code className="font-mono">{attempt.providerModelId}</code>
        </span>
      </div>
      <p className="text-muted">
        {attempt.reason}
        {attempt.reference !== attempt.modelSlug && ` Named as "${attempt.reference}".`}
      </p>
      {attempt.error && (
        <p className="text-danger">
          {attempt.error.message} {attempt.error.fix}
        </p>
      )}
      {attempt.discarded && (
        <p className="text-muted">It had begun to answer. What it had written was dropped.</p>
      )}
      {attempt.said !== null && <Said text={attempt.said} answer={answer} />}
      <dl className="flex flex-wrap gap-x-4 gap-y-1">
        <Fact name="Took" value={duration(attempt.startedAt, attempt.finishedAt)} />
        <Fact
          name="First token"
          value={attempt.firstTokenAt === null ? 'none' : duration(attempt.startedAt, attempt.firstTokenAt)}
        />
        <Fact name="Tokens in" value={count(attempt.inputTokens)} />
        <Fact name="Tokens out" value={count(attempt.outputTokens)} />
        {attempt.cachedTokens !== null && <Fact name="Cached" value={count(attempt.cachedTokens)} />}
        {attempt.reasoningTokens !== null && <Fact name="Reasoning" value={count(attempt.reasoningTokens)} />}
        <Fact name="Cost" value={attempt.cost === null ? 'unpriced' : dollars(attempt.cost)} />
      </dl>
    </li>
  );
}

const count = (tokens: number | null) => (tokens === null ? 'not reported' : tokens.toLocaleString('en-GB'));

const TextDiff = later(() => import('@/workflows/versions/text-diff').then((module) => module.TextDiff));

function Said({ text, answer }: { text: string; answer: string | undefined }) {
  if (answer)
    return (
      <Folded what="what it said, beside the answer">
        <TextDiff before={text} after={answer} className="mt-1.5" />
      </Folded>
    );
  return (
    <Folded what="what it said">
      <pre className="mt-1.5 rounded-md bg-sunken px-2.5 py-2 font-sans leading-5 break-words whitespace-pre-wrap">
        {text}
      </pre>
    </Folded>
  );
}
