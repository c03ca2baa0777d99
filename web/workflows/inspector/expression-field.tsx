'use client';

import type { ReactNode } from 'react';
import { CodeField } from './code/code-field';
import { ReferenceMenu } from './template-field';
import { useReferences } from './use-references';

interface ExpressionFieldProps {
  nodeId: string;
  label: string;
  /** The field inside the step's data: "cases.0.when". */
  place: string;
  hint?: ReactNode;
  placeholder?: string;
  value: string;
  rows?: number;
  readOnly: boolean;
  onChange(value: string): void;
}

/** CEL over the values of earlier steps: by completion, or from a menu. */
export function ExpressionField(props: ExpressionFieldProps) {
  const steps = useReferences(props.nodeId);
  return (
    <CodeField
      {...props}
      language="cel"
      steps={steps}
      renderActions={(insert) => <ReferenceMenu steps={steps} label={props.label} onChoose={insert} />}
    />
  );
}
