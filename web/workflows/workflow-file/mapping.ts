import type { ImportWorkflowInput } from '@/graphql/generated/graphql';
import type { FileInView } from './import-documents';

/** What takes the place of what the file names. */
export interface Mapping {
  models: Readonly<Record<string, string>>;
  connections: Readonly<Record<string, string>>;
  tools: Readonly<Record<string, string>>;
}

/** Left for later: the draft says so until it is chosen. */
export const later = 'LATER';
/** The project's own tool of that name. */
export const theOneThere = 'THERE';

/** A connection of the same name is what is meant; everything else is for a person to choose. */
export function firstMapping({ connections, tools }: FileInView): Mapping {
  return {
    models: {},
    connections: Object.fromEntries(
      connections.map(({ name, choices }) => [
        name,
        choices.find((choice) => choice.name === name)?.id ?? (choices.length === 0 ? later : ''),
      ]),
    ),
    tools: Object.fromEntries(
      tools.filter(({ there, same }) => there !== null && !same).map(({ name }) => [name, otherName(name)]),
    ),
  };
}

export const otherName = (name: string) => `${name.slice(0, 60)}_2`;

/** What must be said before it can be imported, as a sentence; null where nothing must. */
export function missingChoice({ models, connections, tools }: FileInView, mapping: Mapping): string | null {
  const absent = models.find(({ reference, refusals }) => refusals.length > 0 && !mapping.models[reference]);
  if (absent) return `Choose a model for "${absent.name}", or choose it later.`;
  const open = connections.find(({ name }) => !mapping.connections[name]);
  if (open) return `Choose a connection for "${open.name}", or choose it later.`;
  const faulty = tools.find(({ name, fault }) => fault !== null && mapping.tools[name] !== theOneThere);
  return faulty ? `The tool "${faulty.name}" cannot be made here.` : null;
}

export function inputOf(
  { connections, tools }: FileInView,
  mapping: Mapping,
): Omit<ImportWorkflowInput, 'projectId' | 'text' | 'document' | 'name'> {
  return {
    models: Object.entries(mapping.models)
      .filter(([, becomes]) => becomes !== later)
      .map(([reference, becomes]) => ({ reference, becomes })),
    connections: connections.map(({ name }) => {
      const chosen = mapping.connections[name];
      return { name, connectionId: chosen && chosen !== later ? chosen : null };
    }),
    tools: tools.flatMap(({ name, there }) => {
      const chosen = mapping.tools[name];
      if (chosen === undefined) return [];
      return [chosen === theOneThere ? { name, toolId: there?.id ?? null } : { name, createAs: chosen }];
    }),
  };
}
