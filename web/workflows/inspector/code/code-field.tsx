'use client';

import { type CSSProperties, type ReactNode, useId, useRef, useState } from 'react';
import { later } from '@/ui/later';
import { useFaultsAt } from '../use-faults-at';
import type { StepReferences } from '../references';
import type { Language } from './languages';

interface CodeFieldProps {
  label: string;
  hint?: ReactNode;
  optional?: boolean;
  placeholder?: string;
  language: Language;
  /** Lines that it has at least. */
  rows?: number;
  value: string;
  nodeId: string;
  /** The field inside the step's data, as issues name it: "results.0.value". */
  place: string;
  /** What is wrong beyond what the check says. */
  error?: string | undefined;
  readOnly: boolean;
  steps: readonly StepReferences[];
  /** Stands beside the label, e.g. a menu of what can be put in. */
  renderActions?(insert: (text: string) => void): ReactNode;
  onChange(value: string): void;
  onBlur?(): void;
  children?: ReactNode;
}

/** A text that something reads: a template, an expression, JSON. Plain while its editor is fetched. */
export function CodeField(props: CodeFieldProps) {
  const { label, hint, optional, language, rows = 1, value, nodeId, place, error, readOnly, steps } = props;
  const { placeholder, renderActions, onChange, onBlur, children } = props;
  const id = useId();
  const [insert, setInsert] = useState<((text: string) => void) | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const found = useFaultsAt(nodeId, place);
  const faults = error === undefined ? found : [error, ...found];
  const told = [hint && `${id}-hint`, faults.length > 0 && `${id}-error`].filter(Boolean).join(' ');
  const describedBy = told === '' ? undefined : told;

  const append = (text: string) => onChange(value + text);

  return (
    <div data-field={place} className="flex min-w-0 flex-col gap-1.5">
      <div className="flex h-5 items-center justify-between gap-2">
        <span className="text-sm font-medium">
          {label}
          {optional && <span className="font-normal text-muted"> (optional)</span>}
        </span>
        {!readOnly && renderActions?.(insert ?? append)}
      </div>
      <div
        data-invalid={faults.length > 0 ? '' : undefined}
        style={{ '--code-height': `${rows * 1.25 + 0.75}rem` } as CSSProperties}
        className={`control h-auto! overflow-hidden px-0! ${language === 'liquid' ? '' : 'font-mono'}`}
      >
        {!insert && (
          <textarea
            ref={area}
            rows={rows}
            aria-label={label}
            aria-describedby={describedBy}
            aria-invalid={faults.length > 0}
            value={value}
            placeholder={placeholder}
            readOnly={readOnly}
            onChange={(event) => onChange(event.target.value)}
            onBlur={onBlur}
            className="block field-sizing-content min-h-(--code-height) w-full resize-none bg-transparent px-2.5 py-1.5 text-sm leading-5 outline-none"
          />
        )}
        <CodeEditor
          language={language}
          value={value}
          onChange={onChange}
          onBlur={onBlur}
          steps={steps}
          faults={faults}
          label={label}
          describedBy={describedBy}
          placeholder={placeholder}
          readOnly={readOnly}
          plain={area}
          onReady={(next) => setInsert(() => next)}
        />
      </div>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
      {faults.length > 0 && (
        <ul id={`${id}-error`} className="text-xs text-danger">
          {faults.map((fault, index) => (
            <li key={index}>{fault}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

// The canvas and the form are there first: an editor is as large as both.
const CodeEditor = later(() => import('./code-editor').then((module) => module.CodeEditor));
