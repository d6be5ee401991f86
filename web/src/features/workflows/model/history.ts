/** What was done and can be taken back; what was taken back and can be done again. */

import { type Edit, inverse } from './edit'

/** `key`: further edits under the same key within a moment belong to the same entry (a burst of typing). */
type Done = { edits: Edit[]; key: string | null; at: number }

export type History = { past: readonly Done[]; future: readonly Done[] }

export const EMPTY: History = { past: [], future: [] }
const BURST = 1500 // milliseconds
const MOST = 500

export function did(history: History, edits: Edit[], key: string | null, at: number): History {
  const last = history.past.at(-1)
  if (last && key !== null && last.key === key && at - last.at < BURST && history.future.length === 0)
    return { past: history.past.with(-1, { edits: [...last.edits, ...edits], key, at }), future: [] }
  return { past: [...history.past, { edits, key, at }].slice(-MOST), future: [] }
}

/** The history after taking back, with the edits that do it; null where there is nothing. */
export function undo(history: History): { history: History; edits: Edit[] } | null {
  const last = history.past.at(-1)
  if (last === undefined) return null
  const future = [...history.future, { ...last, key: null }]
  return { history: { past: history.past.slice(0, -1), future }, edits: inverse(last.edits) }
}

export function redo(history: History): { history: History; edits: Edit[] } | null {
  const next = history.future.at(-1)
  if (next === undefined) return null
  return {
    history: { past: [...history.past, next], future: history.future.slice(0, -1) },
    edits: next.edits,
  }
}
