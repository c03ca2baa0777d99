// PostgreSQL stores neither NUL nor half of a surrogate pair. One rule for every text that comes in, wherever it stands.
import { type DocumentNode, Kind, visit } from 'graphql';
import { clientError } from './client-error.ts';

const advice = 'holds a character that cannot be stored (NUL, or half of a surrogate pair). Remove it.';

export function checkText(document: DocumentNode, variables: Record<string, unknown>): void {
  visit(document, {
    [Kind.STRING]: ({ value }) => {
      if (!isStorable(value)) throw clientError(`A text in this document ${advice}`);
    },
  });
  for (const [name, value] of Object.entries(variables)) checkValue(value, [`$${name}`]);
}

function checkValue(value: unknown, path: readonly string[]): void {
  if (typeof value === 'string') {
    if (!isStorable(value)) throw clientError(`The variable ${path.join('.')} ${advice}`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      if (!isStorable(name)) throw clientError(`A name in the variable ${path.join('.')} ${advice}`);
      checkValue(inner, [...path, name]);
    }
  }
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
