'use client';

import clsx from 'clsx';
import { useEffect, useMemo, useRef, useState } from 'react';
import { diffText, foldPieces, type Shown } from './diff-text';

interface TextDiffProps {
  before: string;
  after: string;
  className?: string;
}

/** A text and what became of it. Worked out when it comes into view: there may be a thousand of them. */
export function TextDiff({ before, after, className }: TextDiffProps) {
  const ref = useRef<HTMLDivElement>(null);
  const isSeen = useSeen(ref);
  return (
    <div
      ref={ref}
      className={clsx(
        'max-h-96 min-h-9 overflow-auto rounded-md border border-line bg-canvas px-2.5 py-1.5 text-xs',
        className,
      )}
    >
      {isSeen && <Pieces before={before} after={after} />}
    </div>
  );
}

function Pieces({ before, after }: { before: string; after: string }) {
  const pieces = useMemo(() => diffText(before, after), [before, after]);
  if (!pieces) {
    return (
      <>
        <p className="mb-1 text-muted">They have too little in common to be compared line by line.</p>
        <pre className="wrap-break-word whitespace-pre-wrap">
          <Piece piece={{ text: before, side: 'before', isLines: true }} />
        </pre>
        <pre className="wrap-break-word whitespace-pre-wrap">
          <Piece piece={{ text: after, side: 'after', isLines: true }} />
        </pre>
      </>
    );
  }
  return (
    <pre className="font-sans leading-5 wrap-break-word whitespace-pre-wrap">
      {foldPieces(pieces).map((piece, index) => (
        <Piece key={index} piece={piece} />
      ))}
    </pre>
  );
}

function Piece({ piece }: { piece: Shown }) {
  if ('hidden' in piece)
    return <span className="block text-muted select-none">{`⋯ ${piece.hidden} lines unchanged`}</span>;
  switch (piece.side) {
    case 'both':
      return piece.text;
    case 'before':
      return (
        <del className={clsx('rounded-sm bg-danger-soft text-danger', piece.isLines && 'block')}>
          {piece.text}
        </del>
      );
    case 'after':
      return (
        <ins
          className={clsx('rounded-sm bg-success-soft text-success no-underline', piece.isLines && 'block')}
        >
          {piece.text}
        </ins>
      );
  }
}

function useSeen(ref: React.RefObject<HTMLElement | null>): boolean {
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    if (!ref.current || isSeen) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setIsSeen(true),
      { rootMargin: '200px' },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [ref, isSeen]);
  return isSeen;
}
