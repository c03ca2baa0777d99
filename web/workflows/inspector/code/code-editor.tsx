'use client';

import { autocompletion, completionKeymap, startCompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { syntaxHighlighting } from '@codemirror/language';
import { lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Extension, Transaction } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder as placeholderText } from '@codemirror/view';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { StepReferences } from '../references';
import { completeIn } from './complete';
import { placeFault } from './fault-place';
import { colours, type Language, languages } from './languages';
import { look } from './look';

export interface CodeEditorProps {
  language: Language;
  value: string;
  onChange(value: string): void;
  onBlur?(): void;
  /** What may be referred to here. */
  steps: readonly StepReferences[];
  /** All that is wrong with the text, as the check says it. */
  faults: readonly string[];
  label: string;
  describedBy?: string | undefined;
  placeholder?: string | undefined;
  readOnly: boolean;
  /** The plain field that stands here while this one is fetched. Where its cursor is, this one's will be. */
  plain: RefObject<HTMLTextAreaElement | null>;
  /** Tells how text is put in where the cursor is; null once the editor is gone. */
  onReady(insert: ((text: string) => void) | null): void;
}

/** A field with colours, completion and underlined faults. Tab leaves it, as it leaves every field. */
export function CodeEditor(props: CodeEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(props);
  const { value, faults, readOnly, label, describedBy, placeholder } = props;
  const wrong = faults.length > 0;
  useLayoutEffect(() => {
    latest.current = props;
  });

  useLayoutEffect(() => {
    if (!parent.current) return;
    const { language, plain, onReady } = latest.current;
    const typing = plain.current !== null && plain.current === document.activeElement;
    const cursor = typing ? (plain.current?.selectionEnd ?? 0) : null;
    const editor = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          behaviour,
          languages[language],
          autocompletion({ override: completeIn(language, () => latest.current.steps), icons: false }),
          changing.of([]),
          EditorView.cspNonce.of(nonceOfPage()),
          EditorView.updateListener.of(({ docChanged, transactions, state, view }) => {
            if (!docChanged || transactions.some((one) => one.annotation(Transaction.remote))) return;
            latest.current.onChange(state.doc.toString());
            const { head } = state.selection.main;
            if (language === 'liquid' && /\{[{%]$/.test(state.sliceDoc(Math.max(0, head - 2), head)))
              startCompletion(view);
          }),
          EditorView.domEventHandlers({ blur: () => latest.current.onBlur?.() }),
        ],
      }),
    });
    view.current = editor;
    if (cursor !== null) {
      editor.dispatch({ selection: { anchor: Math.min(cursor, editor.state.doc.length) } });
      editor.focus();
    }
    onReady((text) => {
      const { from, to } = editor.state.selection.main;
      editor.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length } });
      // Once the menu is gone that it was chosen from: that gives the focus back to its button first.
      setTimeout(() => editor.focus(), 60);
    });
    return () => {
      onReady(null);
      editor.destroy();
    };
  }, []);

  useLayoutEffect(() => {
    const extensions: Extension = [
      EditorState.readOnly.of(readOnly),
      placeholder === undefined ? [] : placeholderText(placeholder),
      EditorView.contentAttributes.of({
        'aria-label': label,
        'aria-invalid': String(wrong),
        ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
        ...(readOnly ? { 'aria-readonly': 'true' } : {}),
      }),
    ];
    view.current?.dispatch({ effects: changing.reconfigure(extensions) });
  }, [readOnly, placeholder, label, describedBy, wrong]);

  // An undo on the canvas, or another document: what is typed here has been told and is the same already.
  useEffect(() => {
    const before = view.current?.state.doc.toString();
    if (before === undefined || before === value) return;
    view.current?.dispatch({
      changes: { from: 0, to: before.length, insert: value },
      annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)],
    });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    const diagnostics = faults.flatMap((message) => {
      const placed = placeFault(message, value);
      // What concerns the whole text stands below it; a field all underlined says no more.
      return placed.to > placed.from && placed.message !== message
        ? [{ ...placed, severity: 'error' as const }]
        : [];
    });
    editor?.dispatch(setDiagnostics(editor.state, diagnostics));
  }, [faults, value]);

  return <div ref={parent} className="min-w-0" />;
}

const changing = new Compartment();

const behaviour: Extension = [
  history(),
  drawSelection(),
  EditorView.lineWrapping,
  keymap.of([...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
  syntaxHighlighting(colours),
  look,
];

/** Styles are let in by the nonce that the page came with. */
function nonceOfPage(): string {
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
}
