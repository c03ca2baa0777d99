import type { PolicyDraft } from './policy-draft';

/** What is wrong, by field: `default`, `aliases.0.target`; with what is about none of them under `whole`. */
export type PolicyFaults = Readonly<Record<string, string>>;

const field = /^(default|fallback|exclusive|offered|aliases\.\d+\.(alias|target))$/;

/** Puts each fault where it can be mended. What belongs to no field of the form is about the whole. */
export function faultsOf(failure: { message: string; fieldErrors: PolicyFaults }): PolicyFaults {
  const here = Object.entries(failure.fieldErrors).filter(([path]) => field.test(path));
  return here.length > 0 ? Object.fromEntries(here) : { whole: failure.message };
}

/** What is still said once a part was changed: nothing about that part, nor about the whole. */
export function faultsAfter(
  faults: PolicyFaults,
  before: PolicyDraft,
  part: Partial<PolicyDraft>,
): PolicyFaults {
  const lasting = Object.entries(faults).filter(([path]) => {
    const [head = '', index] = path.split('.');
    if (head === 'whole') return false;
    // An alias that stands where it stood, as it was, is as faulty as it was.
    if (head === 'aliases' && part.aliases)
      return part.aliases[Number(index)] === before.aliases[Number(index)];
    return !(head in part);
  });
  return Object.fromEntries(lasting);
}
