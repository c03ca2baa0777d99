import { AnswerText } from './answer-text';
import type { LiveStep } from './run-store';
import { ValueView } from './value-view';

/** What a step has made: the text of its answer, and what there is besides. */
export function StepMade({ step, text }: { step: LiveStep; text: string | undefined }) {
  const besides = withoutText(step.output, text);
  if (!text && besides === null)
    return step.status === 'RUNNING' ? (
      <p className="text-xs text-muted">Waiting for the first word</p>
    ) : null;
  return (
    <>
      {text && <AnswerText text={text} streaming={step.status === 'RUNNING'} />}
      {besides !== null && <ValueView value={besides} answers={step.kind === 'output'} />}
    </>
  );
}

function withoutText(output: unknown, shown: string | undefined): unknown {
  if (typeof output !== 'object' || output === null) return null;
  const { text, ...rest } = output as Record<string, unknown>;
  const besides = text === shown ? rest : output;
  return Object.keys(besides).length > 0 ? besides : null;
}
