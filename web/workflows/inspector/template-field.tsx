'use client';

import { Braces, Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { later } from '@/ui/later';
import { Menu, MenuGroup, MenuItem } from '@/ui/menu';
import { CodeField } from './code/code-field';
import { type StepReferences } from './references';
import { useReferences } from './use-references';

// What fills a template in has an engine of its own.
const Preview = later(() => import('./preview').then((module) => module.Preview));

interface TemplateFieldProps {
  nodeId: string;
  label: string;
  /** The field inside the step's data: "results.0.value". */
  place: string;
  hint?: ReactNode;
  optional?: boolean;
  placeholder?: string;
  value: string;
  rows?: number;
  /** Whether it is worth to see it filled in. */
  previews?: boolean;
  readOnly: boolean;
  onChange(value: string): void;
}

/** A text with values of earlier steps: by completion, or from a menu. */
export function TemplateField({ previews, ...props }: TemplateFieldProps) {
  const { nodeId, label, value } = props;
  const [previewing, setPreviewing] = useState(false);
  const steps = useReferences(nodeId);
  return (
    <CodeField
      {...props}
      language="liquid"
      steps={steps}
      renderActions={(insert) => (
        <span className="flex">
          {previews && (
            <button
              type="button"
              aria-pressed={previewing}
              aria-label={`Preview ${label}`}
              onClick={() => setPreviewing(!previewing)}
              className={action}
            >
              {previewing ? <EyeOff aria-hidden /> : <Eye aria-hidden />} Preview
            </button>
          )}
          <ReferenceMenu steps={steps} label={label} onChoose={(path) => insert(`{{ ${path} }}`)} />
        </span>
      )}
    >
      {previewing && <Preview nodeId={nodeId} text={value} />}
    </CodeField>
  );
}

const action =
  'inline-flex h-6 items-center gap-1 rounded-sm px-1.5 text-xs text-muted hover:bg-sunken hover:text-ink aria-pressed:text-ink data-popup-open:bg-sunken [&_svg]:size-3.5';

interface ReferenceMenuProps {
  steps: readonly StepReferences[];
  label: string;
  onChoose(path: string): void;
}

export function ReferenceMenu({ steps, label, onChoose }: ReferenceMenuProps) {
  return (
    <Menu
      align="end"
      className="max-w-80"
      trigger={
        <button type="button" aria-label={`Insert a value into ${label}`} className={action}>
          <Braces aria-hidden /> Insert
        </button>
      }
    >
      {steps.length === 0 && (
        <p className="max-w-60 px-2 py-1.5 text-xs text-muted">
          No step runs before this one. Connect one to it, and its values stand here.
        </p>
      )}
      {steps.map((step) => (
        <MenuGroup key={step.nodeId} label={step.name}>
          {step.references.map(({ path, kind }) => (
            <MenuItem key={path} onClick={() => onChoose(path)}>
              <span className="flex items-center justify-between gap-4">
                <code className="truncate font-mono text-xs">{path}</code>
                <span className="text-xs text-muted">{kind}</span>
              </span>
            </MenuItem>
          ))}
        </MenuGroup>
      ))}
    </Menu>
  );
}
