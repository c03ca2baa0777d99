import { kindOf, type NodeKind } from '@patchbay/schema/nodes/index.ts';
import type { NodeKindDescription } from '@patchbay/schema/nodes/node-kind.ts';
import type { FieldPath } from '@patchbay/schema/versions/node-fields.ts';

/** A field as its form calls it, "User prompt"; one without a name of its own by its word: "Max tokens". */
export function nameOfField(path: FieldPath, kind?: NodeKind): string {
  const named =
    kind && path[0] === 'data' ? textsOf(kind).find(({ place }) => place.join() === path[1]) : null;
  if (named) return named.label;
  const word = path[0] === 'data' ? path[1] : path[0];
  const words = word.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The templates and expressions that every step of the kind has. */
function textsOf(kind: NodeKind) {
  const { initial, templates, expressions } = kindOf(kind) as NodeKindDescription<unknown>;
  const data = initial();
  return [...templates(data), ...expressions(data)];
}
