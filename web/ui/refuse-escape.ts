interface ChangeDetails {
  reason: string;
  cancel(): void;
  allowPropagation(): void;
}

/** Base UI empties a field on Escape. Here Escape closes what is open, and takes back nothing that was entered. */
export function refuseEscape(details: ChangeDetails): boolean {
  if (details.reason !== 'escape-key') return false;
  details.cancel();
  // A dialog around the field still hears of it.
  details.allowPropagation();
  return true;
}
