export interface ToastMessage {
  title: string;
  description?: string | undefined;
  type: 'success' | 'error';
}

const waiting: ToastMessage[] = [];
let summon: (() => void) | undefined;
let deliver: ((message: ToastMessage) => void) | undefined;

function say(message: ToastMessage): void {
  if (deliver) return deliver(message);
  waiting.push(message);
  summon?.();
}

/** Says what has just happened, from anywhere. Errors that belong to a field stand at the field instead. */
export const toast = {
  success: (title: string) => say({ title, type: 'success' }),
  error: (title: string, description?: string) => say({ title, description, type: 'error' }),
};

/** Calls when there is something to show and nobody yet to show it. */
export function whenToastsWait(call: () => void): () => void {
  summon = call;
  if (waiting.length > 0) call();
  return () => {
    summon = undefined;
  };
}

/** From now on toasts go there, those that waited first. */
export function showToasts(to: (message: ToastMessage) => void): () => void {
  deliver = to;
  for (const message of waiting.splice(0)) to(message);
  return () => {
    deliver = undefined;
  };
}
