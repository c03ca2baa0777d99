'use client';

import { useEffect, useRef, useState } from 'react';

interface SearchInAddress {
  /** What stands in the search field: ahead of the address while one types. */
  typed: string;
  onType(text: string): void;
  /** The search field is left: what is typed next is another step that the back button takes back. */
  onTyped(): void;
  /** What was typed and is not in the address yet, for whoever goes there now. */
  take(): string | null;
}

/** `search` is what the address says. `show` puts it there; it must stay the same function. */
export function useSearchInAddress(
  search: string,
  show: (search: string, how: 'pushState' | 'replaceState') => void,
): SearchInAddress {
  const [draft, setDraft] = useState<string | null>(null);
  if (draft === search) setDraft(null);
  const stepped = useRef(false);

  useEffect(() => {
    if (draft === null) return;
    // One request per word rather than per keystroke; browsers also limit how often an address may change.
    const timer = setTimeout(() => {
      show(draft, stepped.current ? 'replaceState' : 'pushState');
      stepped.current = true;
    }, 250);
    return () => clearTimeout(timer);
  }, [draft, show]);

  return {
    typed: draft ?? search,
    onType: setDraft,
    onTyped: () => (stepped.current = false),
    take() {
      stepped.current = false;
      setDraft(null);
      return draft;
    },
  };
}
