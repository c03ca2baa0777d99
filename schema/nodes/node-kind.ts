import type { z } from 'zod';
import type { Requirement } from '../capabilities.ts';
import type { FileShape, Shape } from '../shape.ts';

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

type ExpressionPlace = {
  place: Place;
  /** The field as people know it: "Condition". */
  label: string;
  text: string;
  /** What it must give. */
  gives: 'boolean' | 'anything';
};

type ReferencePlace = {
  place: Place;
  /** A value of an earlier step: "input.photo". */
  reference: string;
  /** What the value must be. */
  asks: 'anything' | FileShape;
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
  expressions: (data: Data) => ExpressionPlace[];
  /** Values of earlier steps that are named outside of templates and expressions. */
  references: (data: Data) => ReferencePlace[];
  /** Names that its templates know besides those of earlier steps. */
  locals: (data: Data) => Readonly<Record<string, Shape>>;
  models: (data: Data) => ModelPlace[];
  requirements: (data: Data) => Requirement[];
  /** The ports by which a run goes on after a step that ended with this output. */
  takes: (data: Data, output: Readonly<Record<string, unknown>>) => readonly string[];
  /** False for what only people read. */
  runs: boolean;
  /** What must be mended before publishing, apart from templates, expressions, references and models: those are checked alike for every kind. */
  validate: (data: Data) => DataIssue[];
};

/** A description of whichever kind: what the registry holds. */
export type SomeNodeKind = Omit<NodeKindDescription<never>, 'data' | 'initial'> & { data: z.ZodType };

const nothing = () => [];

type Unsaid =
  | 'templates'
  | 'expressions'
  | 'references'
  | 'locals'
  | 'models'
  | 'requirements'
  | 'takes'
  | 'runs';
type Described<Data> = Omit<NodeKindDescription<Data>, Unsaid> &
  Partial<Pick<NodeKindDescription<Data>, Unsaid>>;

/** What a kind does not say of itself it does not have; a step that is done goes on by all its ports. */
export function describeKind<Data>(description: Described<Data>): NodeKindDescription<Data> {
  return {
    templates: nothing,
    expressions: nothing,
    references: nothing,
    locals: () => ({}),
    models: nothing,
    requirements: nothing,
    takes: (data) => description.outputs(data).map(({ id }) => id),
    runs: true,
    ...description,
  };
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
