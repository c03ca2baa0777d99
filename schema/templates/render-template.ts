import { templateLimits } from './limits.ts';
import { liquid, liquidInUrl } from './liquid.ts';
import { compile } from './parse-template.ts';
import { faultOf, type TemplateFault } from './template-fault.ts';

/** What templates see: the outputs of earlier steps, by step key. */
export type TemplateScope = Readonly<Record<string, unknown>>;

/** A template could not be filled in. `place` is the field that holds it, in words that a person knows. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly place: string;
  readonly fault: TemplateFault;

  constructor(place: string, fault: TemplateFault) {
    super(`${place}, line ${fault.line}, column ${fault.column}: ${fault.message}`);
    this.place = place;
    this.fault = fault;
  }
}

export function renderTemplate(text: string, scope: TemplateScope, place = 'Template'): string {
  return guarded(place, () => {
    const rendered = String(liquid.renderSync(compile(text), scope));
    if (rendered.length > templateLimits.rendered) throw new Error('memory alloc limit exceeded');
    return rendered;
  });
}

/** Fills in an address: each value is encoded, so that it can add neither a path nor a parameter. */
export function renderUrl(text: string, scope: TemplateScope, place = 'URL'): string {
  return guarded(place, () => String(liquidInUrl.renderSync(liquidInUrl.parse(text), scope)));
}

/** A template that is one bare reference gives the value itself, so that JSON stays JSON; any other gives text. */
export function resolveTemplate(text: string, scope: TemplateScope, place = 'Template'): unknown {
  const reference = /^\s*\{\{-?\s*([a-z][\w.[\]"'-]*?)\s*-?\}\}\s*$/.exec(text)?.[1];
  if (reference === undefined) return renderTemplate(text, scope, place);
  return guarded(place, () => liquid.evalValueSync(reference, scope));
}

function guarded<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new TemplateError(place, faultOf(error));
  }
}
