/** Whether an event is the keys that are written as "Mod+Shift+Z"; Mod is Ctrl, and on a Mac the Command key. */
export function isPressed(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+');
  const last = parts.at(-1) ?? '';
  if ((event.metaKey || event.ctrlKey) !== parts.includes('Mod')) return false;
  if (event.altKey !== parts.includes('Alt')) return false;
  // A sign such as "?" stands on another key with another modifier on each keyboard: what counts is the sign.
  const isSign = last.length === 1 && !/[a-z0-9]/i.test(last);
  if (!isSign && event.shiftKey !== parts.includes('Shift')) return false;
  // With Shift a digit gives a sign, and which one depends on the keyboard.
  if (/^\d$/.test(last)) return event.code === `Digit${last}`;
  return event.key.toLowerCase() === last.toLowerCase();
}

const isMac = () => /mac|iphone|ipad/i.test(navigator.userAgent);

const signs: Record<string, string> = {
  ArrowLeft: '\u2190',
  ArrowRight: '\u2192',
  ArrowUp: '\u2191',
  ArrowDown: '\u2193',
  Escape: 'Esc',
};

/** The keys one by one, as they are printed on a keyboard. */
export function printKeys(keys: string): string[] {
  return keys
    .split('+')
    .map((part) => (part === 'Mod' ? (isMac() ? '\u2318' : 'Ctrl') : (signs[part] ?? part)));
}

/** For `aria-keyshortcuts`. */
export function ariaKeys(keys: readonly string[] = []): string | undefined {
  const all = keys.flatMap((each) =>
    each.includes('Mod') ? [each.replace('Mod', 'Control'), each.replace('Mod', 'Meta')] : [each],
  );
  return all.length > 0 ? all.join(' ') : undefined;
}
