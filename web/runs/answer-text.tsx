'use client';

import dynamic from 'next/dynamic';

// Most pages show no answer; and until it is there, the words themselves are.
const Markdown = dynamic(() => import('./markdown').then((module) => module.Markdown), { ssr: false });

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
