import { HighlightStyle, StreamLanguage, type StreamParser } from '@codemirror/language';
import { tags } from '@lezer/highlight';

/** What is written in a field: a template, an expression, or JSON. */
export type Language = 'liquid' | 'cel' | 'json';

interface LiquidState {
  within: 'text' | 'output' | 'tag';
  /** The next word is the name of a tag or of a filter. */
  naming: boolean;
}

/** Text with `{{ values }}` and `{% tags %}`: only what Liquid reads is coloured. */
const liquid: StreamParser<LiquidState> = {
  startState: () => ({ within: 'text', naming: false }),
  token(stream, state) {
    if (state.within === 'text') {
      const open = stream.match(/^\{\{-?|^\{%-?/);
      if (open) {
        state.within = stream.current().startsWith('{{') ? 'output' : 'tag';
        state.naming = state.within === 'tag';
        return 'brace';
      }
      if (!stream.skipTo('{')) stream.skipToEnd();
      else if (stream.current() === '') stream.next();
      return null;
    }
    if (stream.eatSpace()) return null;
    if (stream.match(state.within === 'output' ? /^-?\}\}/ : /^-?%\}/)) {
      state.within = 'text';
      return 'brace';
    }
    if (stream.match(/^"[^"]*"?|^'[^']*'?/)) return 'string';
    if (stream.match(/^-?\d+(\.\d+)?/)) return 'number';
    if (stream.match(/^\|/)) {
      state.naming = true;
      return 'operator';
    }
    if (stream.match(/^[A-Za-z_][\w-]*/)) {
      const { naming } = state;
      state.naming = false;
      if (naming) return 'keyword';
      if (/^(and|or|contains|in|true|false|nil|blank|empty)$/.test(stream.current())) return 'keyword';
      return 'variableName';
    }
    stream.next();
    return 'operator';
  },
};

const cel: StreamParser<unknown> = {
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/^\/\/.*/)) return 'comment';
    if (stream.match(/^"(?:[^"\\]|\\.)*"?|^'(?:[^'\\]|\\.)*'?/)) return 'string';
    if (stream.match(/^\d+(\.\d+)?/)) return 'number';
    if (stream.match(/^[A-Za-z_]\w*/)) {
      if (/^(true|false|null|in)$/.test(stream.current())) return 'keyword';
      return stream.match(/^\s*\(/, false) ? 'keyword' : 'variableName';
    }
    stream.next();
    return 'operator';
  },
};

const json: StreamParser<unknown> = {
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return stream.match(/^\s*:/, false) ? 'variableName' : 'string';
    if (stream.match(/^-?\d+(\.\d+)?([eE][+-]?\d+)?/)) return 'number';
    if (stream.match(/^(true|false|null)\b/)) return 'keyword';
    stream.next();
    return 'operator';
  },
};

export const languages = {
  liquid: StreamLanguage.define(liquid),
  cel: StreamLanguage.define(cel),
  json: StreamLanguage.define(json),
} satisfies Record<Language, unknown>;

// The colours of the product, so that both themes are right by themselves.
export const colours = HighlightStyle.define([
  { tag: tags.brace, color: 'var(--accent)' },
  { tag: tags.variableName, color: 'var(--accent)', fontWeight: '500' },
  { tag: tags.keyword, color: 'var(--warning)' },
  { tag: tags.string, color: 'var(--success)' },
  { tag: tags.number, color: 'var(--success)' },
  { tag: tags.operator, color: 'var(--muted)' },
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
]);
