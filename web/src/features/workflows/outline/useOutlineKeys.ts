import type { KeyboardEvent, RefObject } from 'react'
import { useStepActions } from '../builder/actions'
import { useBuilder, useBuilderStore } from '../builder/store'
import { moveItem } from '../model/ops'
import { type Direction, spotTowards } from '../model/tree'
import { type Row, rowsOf } from './rows'

const MOVES: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'out',
  ArrowRight: 'in',
}

type OutlineKeys = {
  tree: RefObject<HTMLElement | null>
  /** The rows that are seen, and the one that has the focus. */
  rows: Row[]
  current: Row | undefined
  closed: ReadonlySet<string>
  toggle: (id: string, close: boolean) => void
}

/** Keys of the tree: walking as in every tree, and what can be done to the row that has the focus. */
export function useOutlineKeys({ tree, rows, current, closed, toggle }: OutlineKeys) {
  const store = useBuilderStore()
  const mayEdit = useBuilder((builder) => builder.mayEdit)
  const actions = useStepActions()

  const focusRow = (row: Row | undefined) => {
    if (!row) return
    store.getState().set({ selected: row.id })
    requestAnimationFrame(() =>
      tree.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`)?.focus(),
    )
  }

  const walk = (row: Row, key: string): Row | undefined => {
    const at = rows.indexOf(row)
    if (key === 'ArrowDown') return rows[at + 1]
    if (key === 'ArrowUp') return rows[at - 1]
    if (key === 'Home') return rows[0]
    if (key === 'End') return rows.at(-1)
    if (key === 'ArrowRight') {
      if (closed.has(row.id)) toggle(row.id, false)
      else if (row.hasRows) return rows[at + 1]
      return row
    }
    if (row.hasRows && !closed.has(row.id)) toggle(row.id, true)
    else return rows.find((each) => each.id === row.parent) ?? row
    return row
  }

  const moveRow = (row: Row, direction: Direction) => {
    const { document, edit, set } = store.getState()
    if (row.is === 'step') {
      const spot = spotTowards(document, row.id, direction)
      if (spot) actions.moveTo(row.id, spot)
    } else if (row.branch !== undefined && row.entry && (direction === 'up' || direction === 'down')) {
      const to = row.branch + (direction === 'up' ? -1 : 1)
      const edits = moveItem(document, [...row.entry.path, 'branches'], row.branch, to)
      if (edit(edits)) set({ selected: `${row.entry.id}@branches/${to}` })
    }
    requestAnimationFrame(() => focusRow(rows.find((each) => each.id === store.getState().selected) ?? row))
  }

  return (event: KeyboardEvent) => {
    if (!current || !(event.target instanceof HTMLElement) || event.target.dataset.row === undefined) return
    const { key } = event
    const command = event.ctrlKey || event.metaKey
    const move = MOVES[key]
    if (event.altKey && move && mayEdit) moveRow(current, move)
    else if (command || event.altKey) return
    else if (move || key === 'Home' || key === 'End') focusRow(walk(current, key))
    else if (key === 'Enter' || key === ' ') store.getState().fill(current.id)
    else if (key.toLowerCase() === 'a' && mayEdit) store.getState().set({ adding: current.spot })
    else if ((key === 'Delete' || key === 'Backspace') && mayEdit && current.is === 'step') {
      actions.removeStep(current.id)
      requestAnimationFrame(() =>
        focusRow(rowsOf(store.getState().document).find((row) => row.id === store.getState().selected)),
      )
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
}
