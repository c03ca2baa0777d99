import { Liquid } from 'liquidjs';
import { templateLimits } from './limits.ts';

// Tags that read other templates, and filters that hide an expression in a string where no check would see it, that
// answer differently each time, or that make secrets of their own.
const withoutTags = ['include', 'render', 'layout', 'block'];
const withoutFilters = ['where_exp', 'reject_exp', 'group_by_exp', 'has_exp', 'find_exp', 'find_index_exp'];
const notForTemplates = ['sample', 'raw', 'sha256', 'hmac_sha256'];

/**
 * The one engine of every template. Own properties only: a template reaches data, never what JavaScript hangs on it.
 * What is undefined is an error rather than an empty text, except where a template asks (`if`, `default`).
 */
function createEngine(outputEscape?: (value: unknown) => string): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    parseLimit: templateLimits.characters,
    renderLimit: templateLimits.renderMs,
    memoryLimit: templateLimits.memory,
    timezoneOffset: 0,
    templates: {},
    ...(outputEscape && { outputEscape }),
  });
  for (const tag of withoutTags) delete engine.tags[tag];
  for (const filter of [...withoutFilters, ...notForTemplates]) delete engine.filters[filter];
  return engine;
}

export const liquid = createEngine();

/** For a path or a query: whatever is filled in stays within its part of the address. */
export const liquidInUrl = createEngine((value) => encodeURIComponent(asText(value).toWellFormed()));

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
