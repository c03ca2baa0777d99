import { EditorView } from '@codemirror/view';

/** As the other fields: the frame is that of the field around it. */
export const look = EditorView.theme({
  '&': { fontSize: 'var(--text-sm)', color: 'var(--ink)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: '1.25rem', overflow: 'auto', maxHeight: '24rem' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--ink)', minHeight: 'var(--code-height)' },
  '.cm-line': { padding: '0 10px' },
  '.cm-placeholder': { color: 'var(--muted)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--danger)',
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius-lg)',
    backgroundColor: 'var(--panel)',
    color: 'var(--ink)',
    boxShadow: 'var(--shadow-popup)',
    overflow: 'hidden',
    zIndex: '60',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--text-xs)',
    maxHeight: '16rem',
    padding: '4px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: '4px 8px',
    borderRadius: 'var(--radius-md)',
    lineHeight: '1.25rem',
    display: 'flex',
    gap: '1rem',
    justifyContent: 'space-between',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--sunken) !important',
    color: 'var(--ink) !important',
  },
  '.cm-tooltip-autocomplete > ul > completion-section': {
    fontFamily: 'var(--font-sans)',
    color: 'var(--muted)',
    border: 'none !important',
    padding: '6px 8px 2px !important',
    opacity: '1',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--accent)' },
  '.cm-completionDetail': {
    fontFamily: 'var(--font-sans)',
    fontStyle: 'normal',
    color: 'var(--muted)',
    marginLeft: 'auto',
  },
  '.cm-diagnostic': {
    borderLeft: 'none',
    padding: '8px 12px',
    fontFamily: 'var(--font-sans)',
    fontSize: 'var(--text-xs)',
    maxWidth: '22rem',
  },
});
