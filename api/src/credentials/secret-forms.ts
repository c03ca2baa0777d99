/** The spellings in which a secret can come back: in an error text, a log line, a URL, a JSON body, a header. */
export function formsOf(secret: string): string[] {
  const forms = new Set<string>([secret]);
  const once = JSON.stringify(secret).slice(1, -1);
  const ascii = asciiEscaped(once);
  for (const escaped of [
    once,
    ascii,
    once.replaceAll('/', '\\/'),
    ascii.replaceAll('/', '\\/'),
    asciiEscaped(once, true),
  ]) {
    forms.add(escaped);
    // A body that quotes a body: escaped twice.
    forms.add(JSON.stringify(escaped).slice(1, -1));
  }
  if (secret.isWellFormed()) {
    const url = encodeURIComponent(secret);
    const strict = url.replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
    const form = new URLSearchParams({ '': secret }).toString().slice(1);
    for (const encoded of [url, strict, form, url.replaceAll('%20', '+'), strict.replaceAll('%20', '+')]) {
      forms.add(encoded);
      forms.add(encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
    }
  }
  for (const escaped of htmlEscaped(secret)) forms.add(escaped);
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  forms.add(hex).add(hex.toUpperCase());
  for (const base64 of base64Alignments(bytes)) {
    forms.add(base64);
    forms.add(base64.replaceAll('+', '-').replaceAll('/', '_'));
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

function asciiEscaped(text: string, upperCase = false): string {
  return text.replace(/[\u007f-\uffff]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${upperCase ? code.toUpperCase() : code}`;
  });
}

function htmlEscaped(secret: string): string[] {
  const common = secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return [common, common.replaceAll("'", '&#39;'), common.replaceAll("'", '&#x27;')];
}
