'use client';

import type { StepFormProps } from '../nodes/node-look';
import { ExpressionField } from './expression-field';

export function ConditionForm({ nodeId, data, readOnly, onChange }: StepFormProps<'condition'>) {
  return (
    <ExpressionField
      nodeId={nodeId}
      place="expression"
      label="Yes, if"
      placeholder="input.amount > 100"
      hint={
        <>
          Everything else goes the way of no. Compare with {code('==')} {code('!=')} {code('<')} {code('>')},
          join with {code('&&')} {code('||')} {code('!')}.
        </>
      }
      rows={2}
      value={data.expression}
      readOnly={readOnly}
      onChange={(expression) => onChange({ expression }, 'expression')}
    />
  );
}

const code = (text: string) => <code className="font-mono text-ink">{text}</code>;
