const costNames = ['inputCost', 'outputCost'] as const;

type Costs = Record<(typeof costNames)[number], string>;

/** What a suggested price fills in: what somebody entered is never replaced. Null where nothing is empty. */
export function fillCosts(entered: Costs, suggested: Costs): Partial<Costs> | null {
  const empty = costNames.filter((name) => entered[name].trim() === '');
  return empty.length === 0 ? null : Object.fromEntries(empty.map((name) => [name, suggested[name]]));
}
