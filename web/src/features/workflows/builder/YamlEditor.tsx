import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import {
  bracketMatching,
  defaultHighlightStyle,
  foldGutter,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import { type Diagnostic, linter } from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { lint } from '../api'
import { fromYaml } from '../model/yaml'
import classes from './builder.module.css'

type YamlEditorProps = { text: string; readOnly: boolean; label: string; onChange: (text: string) => void }

const DARK = HighlightStyle.define([
  { tag: tags.propertyName, color: '#8ecae6' },
  { tag: [tags.string, tags.content], color: '#b5e48c' },
  { tag: [tags.number, tags.bool, tags.null], color: '#ffb703' },
  { tag: tags.comment, color: '#a8b3bd', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: '#c7d0d9' },
])

/** What the editor says itself, by the key of its translation. */
const PHRASES = {
  Find: 'find',
  Replace: 'replaceBy',
  next: 'next',
  previous: 'previous',
  all: 'all',
  'match case': 'matchCase',
  regexp: 'regexp',
  'by word': 'byWord',
  replace: 'replace',
  'replace all': 'replaceAll',
  close: 'close',
  'Go to line': 'goToLine',
  go: 'go',
  'current match': 'currentMatch',
  'on line': 'onLine',
  'replaced match on line $': 'replacedOne',
  'replaced $ matches': 'replacedMany',
  'Fold line': 'fold',
  'Unfold line': 'unfold',
  'folded code': 'folded',
  unfold: 'unfoldHere',
  'Folded lines': 'foldedLines',
  'Unfolded lines': 'unfoldedLines',
  to: 'to',
} as const

/** The text editor: loaded when it is opened. */
export default function YamlEditor({ text, readOnly, label, onChange }: YamlEditorProps) {
  const { t } = useTranslation('workflows')
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const given = useRef({ text, onChange })
  given.current = { text, onChange }
  const dark = useComputedColorScheme('light') === 'dark'
  const look = useRef(new Compartment())

  useEffect(() => {
    if (place.current === null) return
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: given.current.text,
        extensions: [
          lineNumbers(),
          foldGutter(),
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          highlightActiveLine(),
          highlightSelectionMatches(),
          yaml(),
          look.current.of([]),
          linter(problemsIn, { delay: 500 }),
          keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, indentWithTab]),
          EditorState.readOnly.of(readOnly),
          EditorState.phrases.of(
            Object.fromEntries(Object.entries(PHRASES).map(([said, key]) => [said, t(`editor.${key}`)])),
          ),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) given.current.onChange(update.state.doc.toString())
          }),
        ],
      }),
    })
    editor.current = view
    return () => view.destroy()
  }, [readOnly, label, t])

  useEffect(() => {
    const style = dark ? DARK : defaultHighlightStyle
    editor.current?.dispatch({
      effects: look.current.reconfigure([syntaxHighlighting(style), EditorView.theme({}, { dark })]),
    })
  }, [dark])

  // What was changed elsewhere (undo, somebody else's draft) comes in; what was typed here is there already.
  useEffect(() => {
    const view = editor.current
    if (view && view.state.doc.toString() !== text)
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
  }, [text])

  return <div ref={place} className={classes.editor} />
}

/** What is wrong, at its line: unreadable text first, else what the server says of the document. */
async function problemsIn(view: EditorView): Promise<Diagnostic[]> {
  const { doc } = view.state
  const text = doc.toString()
  const read = fromYaml(text)
  const at = (line: number, column: number) => {
    const found = doc.line(Math.min(Math.max(line, 1), doc.lines))
    return { from: Math.min(found.from + column - 1, found.to), to: found.to }
  }
  if ('error' in read) return [{ ...at(read.line, read.column), severity: 'error', message: read.error }]
  const { problems } = await lint(text).catch(() => ({ problems: [] }))
  return problems.map(({ line, column, severity, detail }) => ({
    ...at(line ?? 1, column ?? 1),
    severity,
    message: detail,
  }))
}
