import { Text } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBuilder, useBuilderStore } from '../builder/store'
import { TRIGGER } from '../model/graph'
import { OutlineRow, type RowDoes } from './OutlineRow'
import classes from './outline.module.css'
import { openRows, rowsOf } from './rows'
import { useOutlineKeys } from './useOutlineKeys'

/** The workflow as a tree that can be read and changed by keyboard alone. */
export function Outline() {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const workflow = useBuilder((builder) => builder.document)
  const selected = useBuilder((builder) => builder.selected)
  const shown = useBuilder((builder) => builder.shown)
  const mayEdit = useBuilder((builder) => builder.mayEdit)
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

  const toggle = (id: string, close: boolean) =>
    setClosed((before) => {
      const after = new Set(before)
      if (close) after.add(id)
      else after.delete(id)
      return after
    })
  const [does] = useState<RowDoes>(() => ({
    select: ({ id }) => store.getState().select(id),
    add: ({ id, spot }) => store.getState().set({ adding: spot, selected: id }),
    toggle: ({ id }) => setClosed((before) => flipped(before, id)),
  }))
  const onKeyDown = useOutlineKeys({ tree, rows, current, closed, toggle })

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
            mayEdit={mayEdit}
            does={does}
          />
        ))}
      </div>
      <Text size="xs" c="dimmed" id="outline-keys" className={classes.keys} visibleFrom="sm">
        {t(mayEdit ? 'outline.keys' : 'outline.readKeys')}
      </Text>
    </div>
  )
}

function flipped(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(before)
  if (!after.delete(id)) after.add(id)
  return after
}
