import { describe, expect, test } from 'vitest';
import { parseTemplate } from './parse-template.ts';
import { renderTemplate, resolveTemplate } from './render-template.ts';

const pathsOf = (text: string) => parseTemplate(text).references.map(({ path }) => path.join('.'));
const refusal = (text: string, scope = {}) => {
  try {
    return `rendered: ${renderTemplate(text, scope, 'User prompt').slice(0, 100)}`;
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};

describe('references', () => {
  test('are what a template takes from outside, not what it makes itself', () => {
    expect(pathsOf('{{ input.topic | upcase }} and {{ input["two words"].x }}')).toEqual([
      'input.topic',
      'input.two words.x',
    ]);
    expect(pathsOf('{% for item in extract.items %}{{ item.name }}{{ forloop.index }}{% endfor %}')).toEqual([
      'extract.items',
    ]);
    expect(pathsOf('{% assign x = a.b %}{{ x.c }}{% capture y %}{{ d.e }}{% endcapture %}{{ y }}')).toEqual([
      'a.b',
      'd.e',
    ]);
    expect(
      pathsOf(
        '{% if a.b == c.d %}{% elsif e.f %}{% endif %}{% case g.h %}{% when i.j %}{% endcase %}',
      ).toSorted(),
    ).toEqual(['a.b', 'c.d', 'e.f', 'g.h', 'i.j']);
  });

  test('hidden in an index or an argument of a filter are seen', () => {
    expect(pathsOf('{{ a.list[b.index].name }}').toSorted()).toEqual(['a.list', 'b.index']);
    expect(pathsOf('{{ "x" | append: a.b | replace: c.d, e.f }}')).toEqual(['a.b', 'c.d', 'e.f']);
  });

  test('in comments and raw text are none', () => {
    expect(pathsOf('{% comment %}{{ a.b }}{% endcomment %}{% raw %}{{ c.d }}{% endraw %}')).toEqual([]);
  });
});

describe('a template that cannot be read says where', () => {
  test.each([
    ['Hello\n  {{ input.topic', 2, 3, /is not closed/],
    ['{% if a %}yes', 1, 1, /is not closed/],
    ['{{ a.b | shout }}', 1, 1, /no filter "shout"/],
    ['{% exec a %}', 1, 1, /no tag "exec"/],
    ['{{ }}', 1, 4, /not a value/],
  ])('%j', (text, line, column, message) => {
    expect(parseTemplate(text).issues).toEqual([{ line, column, message: expect.stringMatching(message) }]);
  });
});

describe('filling in', () => {
  test('gives the text', () => {
    expect(
      renderTemplate('Dear {{ input.name }}, {{ input.n | plus: 1 }}', { input: { name: 'Ada', n: 1 } }),
    ).toBe('Dear Ada, 2');
  });

  test('a bare reference gives the value itself; with a word around it, its text', () => {
    const scope = { extract: { json: { tags: ['a', 'b'], none: null } } };
    expect(resolveTemplate(' {{ extract.json }} ', scope)).toEqual({ tags: ['a', 'b'], none: null });
    expect(resolveTemplate('{{ extract.json.tags[1] }}', scope)).toBe('b');
    expect(resolveTemplate('{{ extract.json.none }}', scope)).toBeNull();
    expect(resolveTemplate('{{ extract.json.tags.size }}', scope)).toBe(2);
    expect(resolveTemplate('Tags: {{ extract.json.tags | join: ", " }}', scope)).toBe('Tags: a, b');
    expect(resolveTemplate('{{ extract.json.tags | first }}', scope)).toBe('a');
  });

  test('a value that is missing is an error at its place, unless the template says what then', () => {
    const scope = { input: { a: 1 } };
    expect(refusal('x\n {{ input.b }}', scope)).toMatch(
      /^User prompt, line 2, column 5: There is no value "input.b"/,
    );
    expect(renderTemplate("{{ input.b | default: 'none' }}{% if input.b %}x{% endif %}", scope)).toBe('none');
    expect(() => resolveTemplate('{{ input.b }}', scope, 'Result "x"')).toThrow(
      /^Result "x", line 1.*"input.b"/,
    );
  });
});

describe('a hostile template', () => {
  test.each([
    '{{ input.constructor }}',
    '{{ input.__proto__ }}',
    '{{ input.text.constructor }}',
    '{{ input.list.push }}',
    '{{ input["constructor"]["constructor"] }}',
    '{{ constructor }}',
  ])('reaches no constructor: %s', (text) => {
    const scope = { input: { text: 'x', list: [1] } };
    expect(refusal(text, scope)).toMatch(/There is no value/);
    expect(() => resolveTemplate(text, scope)).toThrow(/There is no value/);
  });

  test.each([
    '{% include "/etc/passwd" %}',
    '{% render "a" %}',
    '{% layout "a" %}',
    '{% block a %}{% endblock %}',
  ])('reads no other template: %s', (text) => {
    expect(refusal(text)).toMatch(/There is no tag/);
  });

  test('hides no expression in a text, where no check would see it', () => {
    expect(refusal('{{ list | where_exp: "x", "secret.key" }}', { list: [1] })).toMatch(
      /no filter "where_exp"/,
    );
  });

  const million = '<'.repeat(1_000_000);
  test.each([
    [
      'loops',
      '{% for i in (1..9000) %}{% for j in (1..9000) %}{% for k in (1..9000) %}{% endfor %}{% endfor %}{% endfor %}',
      {},
    ],
    ['a range', '{% for i in (1..100000000) %}{% endfor %}', {}],
    [
      'doubling',
      '{% assign a = "aaaaaaaaaa" %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}',
      {},
    ],
    [
      'doubling by capture',
      `{% assign a = "aaaaaaaaaa" %}${'{% capture a %}{{ a }}{{ a }}{% endcapture %}'.repeat(60)}{{ a }}`,
      {},
    ],
    ['padding', '{{ "now" | date: "%999999999d" }}', {}],
    ['repeating what is large', '{% for i in (1..5000) %}{{ s }}{% endfor %}', { s: million }],
    ['tags in one another', '{% if true %}'.repeat(7_000), {}],
    ['indexes in one another', `{{ a${'[a'.repeat(20_000)}${']'.repeat(20_000)} }}`, { a: 1 }],
    ['length', 'x'.repeat(100_001), {}],
  ])('is stopped: %s', (_what, text, scope) => {
    expect(refusal(text, scope)).toMatch(
      /^User prompt, line \d+, column \d+: The template .*(stopped|too long|nested too deeply)/,
    );
  });

  test.each([
    '{{ s | strip_html }}',
    '{{ s | squish }}',
    '{{ s | truncatewords: 3 }}',
    '{{ s | strip }}',
    '{{ s | split: "<" | size }}',
  ])('costs no more than its text is long: %s', (text) => {
    for (const s of [million, ' '.repeat(1_000_000), `${' x'.repeat(300_000)}<script`]) {
      const outcome = refusal(text, { s });
      expect(outcome).toMatch(/^rendered|stopped/);
    }
  });
});
