import { Fragment, type ReactNode, useState } from 'react';

/** What asks once when it is shown, and can be told to begin anew. */
export function Attempts({ children }: { children(retry: () => void): ReactNode }) {
  const [attempt, setAttempt] = useState(1);
  return <Fragment key={attempt}>{children(() => setAttempt(attempt + 1))}</Fragment>;
}
