/** What the builder holds: the document, what was done to it, and what is looked at. */

import { createContext, use } from 'react'
import { createStore, type StoreApi, useStore } from 'zustand'
import { apply, type Edit } from '../model/edit'
import { did, EMPTY, type History, redo, undo } from '../model/history'
import type { JsonObject } from '../model/json'
import type { Spot } from '../model/ops'
import type { Placed } from '../model/problems'
import { mergedYaml, toYaml } from '../model/yaml'
import { newTrial, type Trial } from '../trial/story'
import type { Trail } from './trail'

/** `stale`: somebody else has saved meanwhile. */
export type SaveState = 'saved' | 'changed' | 'saving' | 'failed' | 'stale'
export type View = 'canvas' | 'outline' | 'yaml'
export type Unread = { text: string; error: string; line: number }
export type Panel = 'form' | 'problems' | 'versions' | 'try' | 'runs' | null

export type BuilderState = {
  workflowId: number
  document: JsonObject
  history: History
  /** The document and revision that the server has. */
  saved: JsonObject
  revision: number
  saving: SaveState
  saveError: unknown
  /** The text as it was last written by hand, with its comments. */
  text: string
  /** What was written by hand and cannot be read, beside the document of that time: kept for who comes back to it. */
  unread: (Unread & { document: JsonObject }) | null
  problems: Placed[]
  /** Whether the problems are those of the present document. */
  linted: boolean
  view: View
  panel: Panel
  /** A node of the canvas: a step, `step@on_timeout`, the trigger, or null for the workflow itself. */
  selected: string | null
  /** Asks canvas and outline to show a node; the number tells one request from the next. */
  shown: { id: string; count: number } | null
  /** Counts the times that the form was opened to be filled in: then its first field has the focus. */
  filling: number
  /** Where a step is being added. */
  adding: Spot | null
  /** What was copied here, should the system's clipboard be out of reach. */
  copied: string | null
  /** What a trial run did, shown on the canvas. */
  trail: Trail | null
  trial: Trial
  mayEdit: boolean
}

export type BuilderActions = {
  /** Does edits; those under one key within a moment are undone together. */
  edit: (edits: Edit[], key?: string) => boolean
  undo: () => void
  /** Takes back what was done last, if that is all that was done since: for the way back that a note offers. */
  wayBack: () => () => void
  redo: () => void
  select: (id: string | null, panel?: Panel) => void
  /** Opens the form of a node, to be filled in. */
  fill: (id: string) => void
  show: (id: string) => void
  set: (changes: Partial<BuilderState>) => void
  /** Takes over what the server has. */
  take: (draft: { document: JsonObject; revision: number }) => void
}

export type Builder = BuilderState & BuilderActions
export type BuilderStore = StoreApi<Builder>

type Start = { workflowId: number; document: JsonObject; revision: number; mayEdit: boolean; view: View }

export function createBuilder(start: Start): BuilderStore {
  return createStore<Builder>()((set, get) => ({
    ...start,
    history: EMPTY,
    saved: start.document,
    saving: 'saved',
    saveError: null,
    text: toYaml(start.document),
    unread: null,
    problems: [],
    linted: false,
    panel: null,
    selected: null,
    shown: null,
    filling: 0,
    adding: null,
    copied: null,
    trail: null,
    trial: newTrial(),
    edit(edits, key) {
      const { document, history, mayEdit } = get()
      if (edits.length === 0 || !mayEdit) return false
      set({
        ...changed(apply(document, edits), get()),
        history: did(history, edits, key ?? null, Date.now()),
      })
      return true
    },
    undo() {
      const back = undo(get().history)
      if (back) set({ ...changed(apply(get().document, back.edits), get()), history: back.history })
    },
    wayBack() {
      const { document } = get()
      return () => {
        if (get().document === document) get().undo()
      }
    },
    redo() {
      const again = redo(get().history)
      if (again) set({ ...changed(apply(get().document, again.edits), get()), history: again.history })
    },
    select(id, panel = 'form') {
      set({ selected: id, panel })
    },
    fill(id) {
      set({ selected: id, panel: 'form', filling: get().filling + 1 })
    },
    show(id) {
      set({ selected: id, panel: 'form', shown: { id, count: (get().shown?.count ?? 0) + 1 } })
    },
    set,
    take({ document, revision }) {
      const text = mergedYaml(get().text, document)
      set({ document, saved: document, revision, text, history: EMPTY, saving: 'saved', linted: false })
    },
  }))
}

function changed(document: JsonObject, { saving }: Builder): Partial<Builder> {
  return { document, linted: false, trail: null, saving: saving === 'stale' ? 'stale' : 'changed' }
}

export const BuilderContext = createContext<BuilderStore | null>(null)

export function useBuilderStore(): BuilderStore {
  const store = use(BuilderContext)
  if (store === null) throw new Error('There is no builder around this.')
  return store
}

export function useBuilder<T>(select: (builder: Builder) => T): T {
  return useStore(useBuilderStore(), select)
}
