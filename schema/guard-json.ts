import { graphLimits } from './workflow-graph.ts';

type Fault = { path: (string | number)[]; message: string };

const refusedKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * What may be wrong with a JSON value before anything looks at its meaning: too large, too deep, or with keys that
 * JavaScript would mistake for its own. Walks without recursion, so that no depth can hurt it.
 */
export function jsonFault(value: unknown): Fault | null {
  const open: { value: unknown; path: (string | number)[] }[] = [{ value, path: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (path.length > graphLimits.depth)
      return {
        path: path.slice(0, 6),
        message: `The document is nested more than ${graphLimits.depth} levels deep.`,
      };
    const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
    for (const [key, inner] of entries) {
      if (typeof key === 'string' && refusedKeys.has(key))
        return { path: [...path, key], message: `A field cannot be called "${key}". Rename it.` };
      open.push({ value: inner, path: [...path, key] });
    }
  }
  const bytes = new TextEncoder().encode(JSON.stringify(value)).length;
  if (bytes <= graphLimits.bytes) return null;
  const sizes = `It has ${bytes.toLocaleString('en')} bytes; ${graphLimits.bytes.toLocaleString('en')} are allowed.`;
  return {
    path: [],
    message: `The document is too large. ${sizes} Shorten its prompts, or split the workflow.`,
  };
}
