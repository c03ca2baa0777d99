'use client';

import { templateLimits } from '@patchbay/schema/templates/limits.ts';
import { Braces } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { Menu as Base } from '@base-ui/react/menu';
import { Field } from '@/ui/field';
import { Menu, MenuItem } from '@/ui/menu';
import { Textarea } from '@/ui/textarea';
import { useGraph } from '../canvas/editor-context';
import { insertReference, referencesFor } from './references';

interface TemplateFieldProps {
  nodeId: string;
  label: string;
  hint?: string;
  optional?: boolean;
  placeholder?: string;
  value: string;
  error?: string | undefined;
  rows?: number;
  readOnly: boolean;
  onChange(value: string): void;
}

/** A text with references to earlier steps, which a menu puts in where the cursor is. */
export function TemplateField(props: TemplateFieldProps) {
  const { nodeId, label, hint, optional, placeholder, value, error, rows = 4, readOnly, onChange } = props;
  const area = useRef<HTMLTextAreaElement>(null);

  function insert(path: string) {
    const { selectionStart: start, selectionEnd: end } = area.current ?? {
      selectionStart: value.length,
      selectionEnd: value.length,
    };
    const { text, cursor } = insertReference(value, path, { start, end });
    onChange(text);
    // Once the menu is gone and the text is there: the menu gives the focus back to its button first.
    setTimeout(() => {
      area.current?.focus();
      area.current?.setSelectionRange(cursor, cursor);
    }, 60);
  }

  return (
    <div className="relative">
      <Field label={label} hint={hint} optional={optional} error={error}>
        <Textarea
          ref={area}
          rows={rows}
          value={value}
          placeholder={placeholder}
          readOnly={readOnly}
          maxLength={templateLimits.characters}
          spellCheck
          onChange={(event) => onChange(event.target.value)}
          className="max-h-96 text-sm leading-5"
        />
      </Field>
      {!readOnly && (
        <div className="absolute -top-1 right-0">
          <ReferenceMenu nodeId={nodeId} label={label} onChoose={insert} />
        </div>
      )}
    </div>
  );
}

interface ReferenceMenuProps {
  nodeId: string;
  label: string;
  onChoose(path: string): void;
}

function ReferenceMenu({ nodeId, label, onChoose }: ReferenceMenuProps) {
  const graph = useGraph();
  const steps = useMemo(() => referencesFor(graph, nodeId), [graph, nodeId]);
  return (
    <Menu
      align="end"
      className="max-w-80"
      trigger={
        <button
          type="button"
          aria-label={`Insert a value into ${label}`}
          className="inline-flex h-6 items-center gap-1 rounded-sm px-1.5 text-xs text-muted hover:bg-sunken hover:text-ink data-popup-open:bg-sunken"
        >
          <Braces aria-hidden className="size-3.5" /> Insert
        </button>
      }
    >
      {steps.length === 0 && (
        <p className="max-w-60 px-2 py-1.5 text-xs text-muted">
          No step runs before this one. Connect one to it, and its values stand here.
        </p>
      )}
      {steps.map((step) => (
        <Base.Group key={step.nodeId}>
          <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-muted">{step.name}</Base.GroupLabel>
          {step.references.map(({ path, kind }) => (
            <MenuItem key={path} onClick={() => onChoose(path)}>
              <span className="flex items-center justify-between gap-4">
                <code className="truncate font-mono text-xs">{path}</code>
                <span className="text-xs text-muted">{kind}</span>
              </span>
            </MenuItem>
          ))}
        </Base.Group>
      ))}
    </Menu>
  );
}
