/** The document as the rows of a tree, in reading order. */

import { graphOf, TRIGGER } from '../model/graph'
import { isSame, type JsonObject } from '../model/json'
import type { Spot } from '../model/ops'
import type { Entry } from '../model/tree'

export type Row = {
  id: string
  is: 'trigger' | 'step' | 'path'
  level: number
  parent: string | null
  /** The step, or that under which the path hangs. */
  entry: Entry | null
  way: string | null
  branch?: number
  hasRows: boolean
  /** Whether the run ends behind it. */
  ends: boolean
  /** Where a step is added from here. */
  spot: Spot
}

export function rowsOf(document: JsonObject): Row[] {
  const { nodes, edges } = graphOf(document)
  const ending = new Set(nodes.flatMap((node) => (node.is === 'end' ? [node.after] : [])))
  const rows: Row[] = []
  for (const node of nodes) {
    const ends = ending.has(node.id)
    if (node.is === 'trigger') {
      const spot = { list: ['steps'], index: 0 }
      rows.push({
        id: TRIGGER,
        is: 'trigger',
        level: 1,
        parent: null,
        entry: null,
        way: null,
        hasRows: false,
        ends,
        spot,
      })
    } else if (node.is === 'step') {
      const { entry } = node
      const parent = entry.owner === null ? null : `${entry.owner}@${entry.way}`
      const spot = { list: entry.list, index: entry.index + 1 }
      rows.push({
        id: node.id,
        is: 'step',
        level: entry.depth * 2 + 1,
        parent,
        entry,
        way: null,
        hasRows: false,
        ends,
        spot,
      })
    } else if (node.is === 'path') {
      const edge = edges.find((each) => each.from === node.id && each.spot !== null)
      rows.push({
        id: node.id,
        is: 'path',
        level: node.of.depth * 2 + 2,
        parent: node.of.id,
        entry: node.of,
        way: node.way,
        branch: node.branch,
        hasRows: false,
        ends,
        spot: { list: edge?.spot?.list ?? [], index: 0 },
      })
    }
  }
  const parents = new Set(rows.map((row) => row.parent))
  return rows.map((row) => ({ ...row, hasRows: parents.has(row.id) }))
}

/** Whether two rows are the same, and for doing something from them too. */
export function isSameRow(one: Row, other: Row): boolean {
  return (
    one.id === other.id &&
    one.is === other.is &&
    one.level === other.level &&
    one.way === other.way &&
    one.branch === other.branch &&
    one.hasRows === other.hasRows &&
    one.ends === other.ends &&
    one.entry?.step === other.entry?.step &&
    isSame(one.spot, other.spot)
  )
}

/** The rows that are seen while some are closed. */
export function openRows(rows: readonly Row[], closed: ReadonlySet<string>): Row[] {
  const hidden = new Set<string>()
  return rows.filter((row) => {
    const under = row.parent !== null && (closed.has(row.parent) || hidden.has(row.parent))
    if (under) hidden.add(row.id)
    return !under
  })
}
