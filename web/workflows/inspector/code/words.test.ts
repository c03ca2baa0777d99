import { liquid } from '@patchbay/schema/templates/liquid.ts';
import { parseTemplate } from '@patchbay/schema/templates/parse-template.ts';
import { expect, test } from 'vitest';
import { liquidFilters, liquidTags } from './words';

test('every filter that is offered is there', () => {
  expect(liquidFilters.filter(({ name }) => !Object.hasOwn(liquid.filters, name))).toEqual([]);
});

test('every tag that is offered is there, and what ends or parts one is known', () => {
  const inner = new Set(['elsif', 'else', 'when']);
  const begin = liquidTags.filter(({ name }) => !inner.has(name) && !name.startsWith('end'));
  expect(begin.filter(({ name }) => !Object.hasOwn(liquid.tags, name))).toEqual([]);
  const all = `{% if a %}{% elsif b %}{% else %}{% endif %}{% unless a %}{% endunless %}
    {% for a in b %}{% endfor %}{% case a %}{% when 1 %}{% endcase %}{% comment %}{% endcomment %}`;
  expect(parseTemplate(all).issues).toEqual([]);
});
