const placeholder = /\{([^{}]*)\}/g;

export function placeholdersOf(url: string): string[] {
  return [...new Set([...url.matchAll(placeholder)].map(([, name = '']) => name))];
}

/** What is wrong with a URL that holds {placeholders}, as a sentence, or null. */
export function templateFault(url: string): string | null {
  const example = 'such as https://api.example.com/orders/{id}';
  const [, host = ''] = /^https?:\/\/([^/?#]*)/i.exec(url) ?? [];
  if (host === '') return `Write a whole URL, ${example}.`;
  if (/[{}]/.test(host)) return 'The host is fixed here: {placeholders} stand in the path or the query only.';
  const bare = url.replaceAll(placeholder, 'x');
  if (/[{}]/.test(bare)) return 'A "{" or "}" stands alone. A placeholder is written {name}.';
  const parsed = URL.parse(bare);
  if (!parsed) return `Write a whole URL, ${example}.`;
  if (parsed.username !== '' || parsed.password !== '')
    return 'Leave user and password out of the URL; a connection holds them.';
  if (parsed.hash !== '') return 'Leave the "#" part out of the URL; no server ever sees it.';
  return null;
}

export function originOfTemplate(url: string): string {
  return new URL(url.replaceAll(placeholder, 'x')).origin;
}

export class UnfitArgument extends Error {
  override readonly name = 'UnfitArgument';
}

/** A value fills the place that it was given and no more: it can add no segment, no parameter and no host. */
export function fillTemplate(url: string, valueOf: (name: string) => string): URL {
  const filled = url.replaceAll(placeholder, (_all, name: string) => encodeURIComponent(valueOf(name)));
  const [path = ''] = filled.split('?', 1);
  // "." and ".." walk through a path, however they are written.
  const walks = path.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
  if (walks || placeholdersOf(url).some((name) => valueOf(name) === ''))
    throw new UnfitArgument('An argument that stands in the URL must not be empty, "." or "..".');
  return new URL(filled);
}
