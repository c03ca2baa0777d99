import type { z } from 'zod';
import type { Requirement } from '../capabilities.ts';
import type { Shape } from '../shape.ts';

/**
 * Kind       what a node does; described once, read by the canvas, the inspector, validation and the run
 * Port       where an edge begins or ends. An edge says "after this": values pass by reference, not along edges
 * Place      a path inside a node's data, e.g. ['results', 0, 'value']
 */
export type Port = { id: string; label: string; type: PortType };

/** Edges join ports of one type. */
type PortType = 'flow';

export type Place = readonly (string | number)[];

type TemplatePlace = {
  place: Place;
  /** The field as people know it: "User prompt". */
  label: string;
  text: string;
};

export type ModelPlace = { place: Place; reference: string };

export type DataIssue = { place: Place; message: string };

/** `Data` is what a node of the kind stores. Functions must hold for every value that `data` accepts, half-made ones too. */
export type NodeKindDescription<Data> = {
  label: string;
  /** One sentence for the palette. */
  description: string;
  /** How many nodes of the kind a workflow has at most. */
  atMost?: number;
  /** What may be stored at all. Lenient towards what is still empty: `validate` says what is missing. */
  data: z.ZodType<Data>;
  /** The data of a new node. */
  initial: () => Data;
  inputs: readonly Port[];
  outputs: (data: Data) => readonly Port[];
  /** What later steps may refer to. */
  outputShape: (data: Data) => Shape;
  templates: (data: Data) => TemplatePlace[];
  models: (data: Data) => ModelPlace[];
  requirements: (data: Data) => Requirement[];
  /** What must be mended before publishing, apart from templates and models: those are checked alike for every kind. */
  validate: (data: Data) => DataIssue[];
};

/** A description of whichever kind: what the registry holds. */
export type SomeNodeKind = Omit<NodeKindDescription<never>, 'data' | 'initial'> & { data: z.ZodType };

export function describeKind<Data>(description: NodeKindDescription<Data>): NodeKindDescription<Data> {
  return description;
}

export const flowIn: readonly Port[] = [{ id: 'in', label: 'After', type: 'flow' }];
export const flowOut: readonly Port[] = [{ id: 'out', label: 'Then', type: 'flow' }];

/** Names that templates write: of steps, of the input's fields and of results. */
const namePattern = /^[a-z][a-z0-9_]{0,39}$/;
const nameHint = 'Use a lower-case letter first, then letters, digits or "_", 40 characters at most.';

/** Words that mean something to Liquid or to JavaScript, and so can name nothing. */
const reserved = new Set(
  'true false nil null empty blank and or not contains in forloop tablerowloop constructor prototype'.split(
    ' ',
  ),
);

export function nameFault(name: string): string | null {
  if (reserved.has(name)) return `"${name}" has a meaning of its own in templates. Choose another name.`;
  return namePattern.test(name) ? null : `"${name}" cannot be a name in templates. ${nameHint}`;
}

/** Faults of a list of names that stand beside one another. */
export function namesFaults(names: readonly string[], placeOf: (index: number) => Place): DataIssue[] {
  return names.flatMap((name, index) => {
    const fault =
      name === ''
        ? 'Give it a name.'
        : (nameFault(name) ??
          (names.indexOf(name) < index ? `There is a "${name}" above already. Choose another name.` : null));
    return fault === null ? [] : [{ place: placeOf(index), message: fault }];
  });
}
