'use client';

import { useEffect, useState } from 'react';

/** What a value is once it has stayed the same for a moment: a request per word rather than one per keystroke. */
export function useSettled<Value>(value: Value, afterMs = 250): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}
