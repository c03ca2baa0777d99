import { FileView } from '@/files/file-view';
import { isFileValue } from '@/files/file-value';
import { AnswerText } from './answer-text';
import { LongText } from './long-text';

interface ValueViewProps {
  value: unknown;
  /** Texts were written by a model, and may be Markdown. */
  answers?: boolean;
}

/** A value, each of its fields apart; what is no text stands as JSON. */
export function ValueView({ value, answers = false }: ValueViewProps) {
  const entries =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
  if (!entries) return <Json value={value} />;
  return (
    <dl className="flex flex-col gap-2 text-sm">
      {entries.map(([name, inner]) => (
        <div key={name} className="min-w-0">
          <dt className="font-mono text-xs text-muted">{name}</dt>
          <dd className="mt-0.5">
            <Inner value={inner} answers={answers} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Inner({ value, answers }: Required<ValueViewProps>) {
  if (isFileValue(value)) return <FileView file={value} />;
  if (typeof value !== 'string') return <Json value={value} />;
  return answers ? (
    <LongText text={value}>{(shown) => <AnswerText text={shown} streaming={false} />}</LongText>
  ) : (
    <LongText text={value}>{(shown) => <p className="break-words whitespace-pre-wrap">{shown}</p>}</LongText>
  );
}

function Json({ value }: { value: unknown }) {
  return (
    <LongText text={JSON.stringify(value, null, 2)}>
      {(shown) => (
        <pre className="rounded-md bg-sunken px-2.5 py-2 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
          {shown}
        </pre>
      )}
    </LongText>
  );
}
