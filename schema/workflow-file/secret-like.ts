// What looks like a secret, so that none travels in a file by oversight. A key is told by the mark that its issuer gives
// it, or by the place where it stands; a text of random signs alone is not: prompts hold hashes and ids as well.

/** Beginnings and forms that issuers document, each with as much after it as a real one has. */
const marked: readonly [what: string, form: RegExp][] = [
  ['a private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/],
  ['an API key', /\b(?:sk|rk|pk)[-_](?:live|test|ant|or|proj|svcacct|admin)[-_][A-Za-z0-9_-]{16,}/],
  ['an API key', /\bsk-[A-Za-z0-9]{20,}/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['an AWS Bedrock key', /\bABSK[A-Za-z0-9+/=]{20,}/],
  ['a Google API key', /\bAIza[A-Za-z0-9_-]{35}/],
  ['a Google access token', /\bya29\.[A-Za-z0-9_-]{20,}/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})/],
  ['a GitLab token', /\bglpat-[A-Za-z0-9_-]{20,}/],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/],
  ['a Hugging Face token', /\bhf_[A-Za-z0-9]{30,}/],
  ['a Fireworks key', /\bfw_[A-Za-z0-9]{20,}/],
  ['a Together key', /\btgp_v\d_[A-Za-z0-9_-]{20,}/],
  ['a Groq key', /\bgsk_[A-Za-z0-9]{20,}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}/],
  ['a SendGrid key', /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/],
  ['a Patchbay key', /\bpb_[A-Za-z0-9_-]{40,}/],
  ['a signed token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
  ['a bearer token', /\bBearer (?=\S*\d)[A-Za-z0-9._~+/-]{20,}/],
  ['a user with a password', /\bBasic (?=\S*\d)(?=\S*[A-Z])[A-Za-z0-9+/]{16,}/],
  ['a user with a password', /\bhttps?:\/\/[^\s/?#@:{}]+:[^\s/?#@{}]+@/i],
];

/** What a text holds that looks like a secret: "an API key". Null where nothing does. */
export function secretIn(text: string): string | null {
  return marked.find(([, form]) => form.test(text))?.[0] ?? null;
}

/** As long as before, so that every place stays where it is. */
export function withoutSecrets(text: string): string {
  return marked.reduce(
    (clean, [, form]) =>
      clean.replace(new RegExp(form, `${form.flags}g`), (secret) => '•'.repeat(secret.length)),
    text,
  );
}

const tellingName =
  /^(?:proxy-)?authorization$|^cookie$|(?:^|[-_])(?:api[-_]?key|apikey|secret|password|passwd|(?:access|auth|api|bearer|session)[-_]?token|token)$/i;

/** A header or query value that says by its name that it is a secret, and stands there word for word. */
export function isSecretByName(name: string, value: string): boolean {
  return tellingName.test(name.trim()) && value.trim().length >= 8 && !/\{\{|\{%/.test(value);
}
