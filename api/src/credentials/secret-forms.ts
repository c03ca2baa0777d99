/**
 * The spellings of a secret that no unfolding undoes: as it is, and in hexadecimal and base64, whole or as a part of a
 * longer text, also of its escaped spelling.
 */
export function formsOf(secret: string): string[] {
  const spellings = [secret, JSON.stringify(secret).slice(1, -1)];
  if (secret.isWellFormed()) spellings.push(encodeURIComponent(secret));
  const forms = new Set<string>([secret]);
  for (const spelling of spellings) {
    const bytes = Buffer.from(spelling);
    forms.add(bytes.toString('hex'));
    for (const base64 of base64Alignments(bytes)) {
      forms.add(base64);
      forms.add(base64.replaceAll('+', '-').replaceAll('/', '_'));
    }
  }
  return [...forms];
}

/**
 * Inside a longer text ("user:secret") the secret's base64 depends on where it starts: three alignments. The
 * characters at the borders also carry bits of the neighbours and are left out.
 */
function base64Alignments(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const start = Math.ceil((before * 8) / 6);
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    return whole.slice(start, end);
  });
}
