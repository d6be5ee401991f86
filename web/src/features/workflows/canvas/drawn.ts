/** The graph as xyflow draws it. What is drawn as before stays the same object, so that it is not drawn anew. */

import type { Graph, GraphEdge, GraphNode } from '../model/graph'
import { isSame } from '../model/json'
import { type Box, detour } from '../model/layout'
import { type CanvasEdge, jumpPath } from './edges'
import type { CanvasNode } from './nodes'

type Boxes = Map<string, Box>

export function nodesOf(
  graph: Graph,
  boxes: Boxes,
  mayEdit: boolean,
  before: readonly CanvasNode[],
): CanvasNode[] {
  const old = new Map(before.map((node) => [node.id, node]))
  return graph.nodes.map((node) => {
    const { x = 0, y = 0, width = 0, height = 0 } = boxes.get(node.id) ?? {}
    const draggable = mayEdit && node.is === 'step'
    const known = old.get(node.id)
    if (
      known &&
      known.draggable === draggable &&
      known.position.x === x &&
      known.position.y === y &&
      looksSame(known.data.node, node)
    )
      return known
    return {
      id: node.id,
      type: node.is,
      position: { x, y },
      width,
      height,
      // Known before it is drawn: else everything is drawn once to be measured, even what is out of sight.
      measured: { width, height },
      draggable,
      // Else xyflow lets clicks through whatever cannot be dragged.
      style: { pointerEvents: 'all' as const },
      data: { node },
    }
  })
}

/** Whether two nodes show the same: that they stand at another place of the document is not seen. */
function looksSame(one: GraphNode, other: GraphNode): boolean {
  if (one.is === 'step' && other.is === 'step') return one.entry.step === other.entry.step
  if (one.is === 'path' && other.is === 'path')
    return one.of.step === other.of.step && one.way === other.way && one.branch === other.branch
  return one.is === other.is
}

export function edgesOf(graph: Graph, boxes: Boxes, before: readonly CanvasEdge[]): CanvasEdge[] {
  const old = new Map(before.map((edge) => [edge.id, edge]))
  return graph.edges.map((edge) => {
    const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)]
    const path = edge.is === 'jump' && from && to ? jumpPath(from, to, detour(boxes, from, to)) : undefined
    const known = old.get(edge.id)
    if (known?.data && known.data.path === path && isSameEdge(known.data.edge, edge)) return known
    return {
      id: edge.id,
      source: edge.from,
      target: edge.to,
      type: path === undefined ? 'tree' : 'jump',
      data: { edge, ...(path === undefined ? {} : { path }) },
    }
  })
}

function isSameEdge(one: GraphEdge, other: GraphEdge): boolean {
  return one.is === other.is && isSame(one.spot, other.spot)
}
