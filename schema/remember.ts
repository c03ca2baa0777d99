type Limits = {
  /** What was not asked for longest goes first. */
  most: number;
  /** A longer text is made anew each time. */
  longest: number;
};

/** Makes the same of the same text once. What it makes is shared, so nobody may change it. */
export function remember<Made>(
  { most, longest }: Limits,
  make: (text: string) => Made,
): (text: string) => Made {
  const kept = new Map<string, Made>();
  return (text) => {
    if (text.length > longest) return make(text);
    const found = kept.get(text);
    const made = found ?? make(text);
    kept.delete(text);
    kept.set(text, made);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return made;
  };
}
