/** Where everything on the canvas stands: a tree from top to bottom. */

import dagre from '@dagrejs/dagre'
import type { Graph, GraphNode } from './graph'

export type Box = { x: number; y: number; width: number; height: number }

const SIZES: Record<GraphNode['is'], { width: number; height: number }> = {
  trigger: { width: 264, height: 76 },
  step: { width: 264, height: 76 },
  path: { width: 208, height: 48 },
  end: { width: 112, height: 28 },
}

/** The box of every node, by id; its corner is the upper left one. */
export function layout(graph: Graph): Map<string, Box> {
  const drawing = new dagre.graphlib.Graph()
  drawing.setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 52, ranker: 'tight-tree' })
  drawing.setDefaultEdgeLabel(() => ({}))
  for (const node of graph.nodes) drawing.setNode(node.id, { ...SIZES[node.is] })
  for (const edge of graph.edges)
    if (edge.is !== 'jump') drawing.setEdge(edge.from, edge.to, { weight: edge.is === 'next' ? 4 : 1 })
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
