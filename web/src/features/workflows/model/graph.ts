/** The document as nodes and edges: what the canvas draws. Nothing here knows where things are drawn. */

import { kindOf } from '../catalogue/steps'
import { type JsonObject, listAt, type Path, textOf } from './json'
import type { Spot } from './ops'
import { type Entry, entriesOf, ROOT, waysOf } from './tree'

export type GraphNode =
  | { id: string; is: 'trigger' }
  | { id: string; is: 'step'; entry: Entry }
  /** The beginning of a branch or a way out of the step `of`. */
  | { id: string; is: 'path'; of: Entry; way: string; branch?: number }
  /** Where a list ends, and with it the run. */
  | { id: string; is: 'end'; after: string }

export type GraphEdge = {
  id: string
  from: string
  to: string
  is: 'next' | 'way' | 'jump' | 'dead'
  /** Where a step comes that is put on this edge. */
  spot: Spot | null
}

export type Graph = { nodes: GraphNode[]; edges: GraphEdge[] }

export const TRIGGER = '@trigger'

export function graphOf(document: JsonObject): Graph {
  const entries = entriesOf(document)
  const nodes: GraphNode[] = [{ id: TRIGGER, is: 'trigger' }]
  const edges: GraphEdge[] = []
  const lists = new Map<string, Entry[]>()
  for (const entry of entries) {
    const key = entry.list.join('/')
    lists.set(key, [...(lists.get(key) ?? []), entry])
  }

  const connect = (from: string, to: string, is: GraphEdge['is'], spot: Spot | null) =>
    edges.push({ id: `${from}>${to}`, from, to, is, spot })

  const drawList = (list: Path, from: string) => {
    let before = from
    let over = false
    for (const entry of lists.get(list.join('/')) ?? []) {
      nodes.push({ id: entry.id, is: 'step', entry })
      connect(before, entry.id, over ? 'dead' : 'next', { list, index: entry.index })
      drawWays(entry)
      before = entry.id
      over = kindOf(entry.step)?.last === true
    }
    if (over) return
    const end = `${before}@end`
    nodes.push({ id: end, is: 'end', after: before })
    connect(before, end, 'next', { list, index: listAt(document, list).length })
  }

  const drawWays = (entry: Entry) => {
    const paths = kindOf(entry.step)?.paths ?? []
    for (const way of waysOf(entry.step, entry.path)) {
      const always = way.branch !== undefined || paths.includes(way.key)
      if (way.steps === null && !always) continue
      const id = `${entry.id}@${way.key}`
      nodes.push({ id, is: 'path', of: entry, way: way.key, branch: way.branch })
      connect(entry.id, id, always ? 'next' : 'way', null)
      drawList(way.path, id)
    }
  }

  drawList(ROOT, TRIGGER)
  const ids = new Set(entries.map((entry) => entry.id))
  for (const entry of entries) {
    const to = textOf(entry.step, 'step')
    if (entry.kind === 'jump_to' && ids.has(to)) connect(entry.id, to, 'jump', null)
  }
  return { nodes, edges }
}

/** The edges that a run took, given the ids of its steps in order and the ways by which it left them. */
export function edgesTaken(graph: Graph, trail: readonly { step: string; outcome: string }[]): Set<string> {
  const taken = new Set<string>()
  const into = new Map<string, GraphEdge[]>()
  for (const edge of graph.edges) into.set(edge.to, [...(into.get(edge.to) ?? []), edge])
  /** Lights the way from one node down to another, if there is one without a step between. */
  const light = (from: string, to: string): boolean => {
    const jump = graph.edges.find((edge) => edge.is === 'jump' && edge.from === from && edge.to === to)
    const way: GraphEdge[] = jump ? [jump] : []
    for (let at = to; at !== from && jump === undefined; ) {
      const edge = into.get(at)?.find((each) => each.is !== 'jump')
      if (!edge || (at !== to && !at.includes('@'))) return false
      way.push(edge)
      at = edge.from
    }
    for (const edge of way) taken.add(edge.id)
    return true
  }
  let at = TRIGGER
  for (const { step } of trail) {
    if (step !== at) light(at, step)
    at = step
  }
  return taken
}
