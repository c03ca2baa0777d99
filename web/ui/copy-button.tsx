'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button';
import { IconButton } from './icon-button';
import { toast } from './toast';

interface CopyButtonProps {
  value: string;
  /** What is copied: "Copy the link". */
  label: string;
  /** Only the icon, with the label as its tooltip. */
  compact?: boolean;
}

export function CopyButton({ value, label, compact }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Over plain HTTP on another host than localhost the browser has no clipboard for us.
      toast.error('The browser did not allow copying. Select the text and copy it by hand.');
    }
  }

  const icon = copied ? <Check className="text-success" /> : <Copy />;
  if (compact) {
    return (
      <IconButton label={copied ? 'Copied' : label} onClick={copy}>
        {icon}
      </IconButton>
    );
  }
  return (
    <Button icon={icon} onClick={copy}>
      <span aria-live="polite">{copied ? 'Copied' : label}</span>
    </Button>
  );
}
