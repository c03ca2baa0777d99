'use client';

import type { Ref } from 'react';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { Textarea } from '@/ui/textarea';
import type { ProviderField } from './provider-fields';

interface DescribedControlProps {
  described: ProviderField;
  /** Where the focus goes when the field is at fault. */
  inputRef: Ref<HTMLInputElement & HTMLTextAreaElement>;
  value: string;
  onChange(text: string): void;
  placeholder: string;
}

/** What is optional can be left open again. An option needs a value to be shown as chosen. */
const open = { value: '(open)', label: 'Left open' };

/** The control for one field of a provider, as its description says. */
export function DescribedControl(props: DescribedControlProps) {
  const { described, inputRef, value, onChange, placeholder } = props;
  if (described.kind === 'SELECT') {
    return (
      <Select
        options={described.required ? described.options : [open, ...described.options]}
        value={value || (described.required ? null : open.value)}
        onValueChange={(next) => onChange(next === open.value ? '' : next)}
      />
    );
  }
  if (described.kind === 'MULTILINE') {
    return (
      <Textarea
        ref={inputRef}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        className="max-h-56 font-mono text-xs leading-5"
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <Input
      mono
      ref={inputRef}
      value={value}
      placeholder={placeholder}
      // The browser's own password store has no business with an organisation's keys.
      type={described.secret ? 'password' : 'text'}
      autoComplete={described.secret ? 'new-password' : 'off'}
      spellCheck={false}
      onValueChange={onChange}
    />
  );
}
