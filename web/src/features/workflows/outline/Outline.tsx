import { Text } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStepActions } from '../builder/actions'
import { useBuilder, useBuilderStore } from '../builder/store'
import { TRIGGER } from '../model/graph'
import { moveItem } from '../model/ops'
import { type Direction, spotTowards } from '../model/tree'
import { OutlineRow } from './OutlineRow'
import classes from './outline.module.css'
import { openRows, type Row, rowsOf } from './rows'

const MOVES: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'out',
  ArrowRight: 'in',
}

/** The workflow as a tree that can be read and changed by keyboard alone. */
export function Outline() {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const workflow = useBuilder((builder) => builder.document)
  const selected = useBuilder((builder) => builder.selected)
  const shown = useBuilder((builder) => builder.shown)
  const mayEdit = useBuilder((builder) => builder.mayEdit)
  const actions = useStepActions()
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const tree = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => openRows(rowsOf(workflow), closed), [workflow, closed])
  const current = rows.find((row) => row.id === selected) ?? rows[0]
  const focused = useRef(false)

  // Who comes by keyboard goes on from here.
  useEffect(() => {
    if (document.activeElement === document.body)
      tree.current?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus()
  }, [])

  // A row that was added or moved is where one goes on.
  useEffect(() => {
    if (shown === null && !focused.current) return
    tree.current
      ?.querySelector(`[data-row="${CSS.escape(selected ?? '')}"]`)
      ?.scrollIntoView({ block: 'nearest' })
  }, [selected, shown])

  const focusRow = (row: Row | undefined) => {
    if (!row) return
    store.getState().set({ selected: row.id })
    requestAnimationFrame(() =>
      tree.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`)?.focus(),
    )
  }

  const toggle = (id: string, close: boolean) => {
    const after = new Set(closed)
    if (close) after.add(id)
    else after.delete(id)
    setClosed(after)
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

  const onKeyDown = (event: React.KeyboardEvent) => {
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

  return (
    <div className={classes.outline}>
      <div
        ref={tree}
        role="tree"
        tabIndex={-1}
        aria-label={t('outline.label')}
        aria-describedby="outline-keys"
        onKeyDown={onKeyDown}
        onFocus={() => {
          focused.current = true
        }}
        onBlur={() => {
          focused.current = false
        }}
      >
        {rows.map((row) => (
          <OutlineRow
            key={row.id}
            row={row}
            open={row.hasRows ? !closed.has(row.id) : undefined}
            selected={row.id === selected}
            focusable={row.id === (current?.id ?? TRIGGER)}
            onSelect={() => store.getState().select(row.id)}
            onToggle={() => toggle(row.id, !closed.has(row.id))}
            onAdd={mayEdit ? () => store.getState().set({ adding: row.spot, selected: row.id }) : undefined}
          />
        ))}
      </div>
      <Text size="xs" c="dimmed" id="outline-keys" className={classes.keys} visibleFrom="sm">
        {t(mayEdit ? 'outline.keys' : 'outline.readKeys')}
      </Text>
    </div>
  )
}
