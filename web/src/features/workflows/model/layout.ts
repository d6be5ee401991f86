/** Where everything on the canvas stands: a tree from top to bottom. */

import dagre from '@dagrejs/dagre'
import type { Graph, GraphEdge, GraphNode } from './graph'

export type Box = { x: number; y: number; width: number; height: number }

const SIZES: Record<GraphNode['is'], { width: number; height: number }> = {
  trigger: { width: 284, height: 76 },
  step: { width: 284, height: 76 },
  path: { width: 208, height: 48 },
  end: { width: 112, height: 28 },
}

const MARGIN = 28

/** The box of every node, by id; its corner is the upper left one. */
export function layout(graph: Graph): Map<string, Box> {
  const drawing = new dagre.graphlib.Graph()
  drawing.setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 52, ranker: 'tight-tree' })
  drawing.setDefaultEdgeLabel(() => ({}))
  for (const node of graph.nodes) drawing.setNode(node.id, { ...SIZES[node.is] })
  // Ways out come last, hence at the right of what goes as planned.
  const last = (edge: GraphEdge) => Number(edge.is === 'way')
  for (const edge of graph.edges.toSorted((one, other) => last(one) - last(other)))
    if (edge.is !== 'jump') drawing.setEdge(edge.from, edge.to, { weight: edge.is === 'way' ? 1 : 4 })
  dagre.layout(drawing, { disableOptimalOrderHeuristic: true })
  return new Map(
    graph.nodes.map((node) => {
      const { x, y, width, height } = drawing.node(node.id)
      return [node.id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height }]
    }),
  )
}

/** Graphs that are drawn alike have the same shape. */
export function shapeOf(graph: Graph): string {
  return JSON.stringify([
    graph.nodes.map((node) => [node.id, node.is]),
    graph.edges.map((edge) => [edge.from, edge.to, edge.is]),
  ])
}

/** The upright on which a jump goes past everything between its ends: the nearer side of the drawing. */
export function detour(boxes: ReadonlyMap<string, Box>, from: Box, to: Box): number {
  const top = Math.min(from.y, to.y)
  const bottom = Math.max(from.y + from.height, to.y + to.height)
  let left = Math.min(from.x, to.x)
  let right = Math.max(from.x + from.width, to.x + to.width)
  for (const box of boxes.values()) {
    if (box.y > bottom || box.y + box.height < top) continue
    left = Math.min(left, box.x)
    right = Math.max(right, box.x + box.width)
  }
  const toLeft = from.x - left + (to.x - left)
  const toRight = right - from.x - from.width + (right - to.x - to.width)
  return toLeft < toRight ? left - MARGIN : right + MARGIN
}
