const most = 5;

/** Kept in this browser, for each person in each organisation. */
const keyOf = (person: string, organization: string) => `patchbay:recent-models:${organization}:${person}`;

export function recentModels(person: string, organization: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(person, organization)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    // A browser that keeps nothing, or something else under the name: then nothing was chosen lately.
    return [];
  }
}

export function rememberModel(reference: string, person: string, organization: string): void {
  const others = recentModels(person, organization).filter((one) => one !== reference);
  try {
    localStorage.setItem(keyOf(person, organization), JSON.stringify([reference, ...others].slice(0, most)));
  } catch {
    // The list is a convenience: a full or forbidden store costs nobody their choice.
  }
}
