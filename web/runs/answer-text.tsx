'use client';

import { later } from '@/ui/later';

// Most pages show no answer; and until it is there, the words themselves are.
const Markdown = later(
  () => import('./markdown').then((module) => module.Markdown),
  ({ text }) => <p className="whitespace-pre-wrap">{text}</p>,
);

interface AnswerTextProps {
  text: string;
  streaming: boolean;
}

/** What a model has answered so far. */
export function AnswerText({ text, streaming }: AnswerTextProps) {
  return (
    <div aria-busy={streaming} className="min-w-0 text-sm break-words">
      <Markdown text={text} />
    </div>
  );
}
