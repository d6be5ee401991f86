import type { Graph } from '../model/graph'
import type { Box } from '../model/layout'
import { mayMove } from '../model/ops'

const REACH = 130 // pixels of the drawing

type Dragged = { id: string; position: { x: number; y: number }; width?: number; height?: number }

/** The edge on which a dragged step would be put; null where none is near, or where it is already. */
export function nearest(graph: Graph, boxes: Map<string, Box>, dragged: Dragged): string | null {
  const node = graph.nodes.find((each) => each.id === dragged.id)
  if (node?.is !== 'step') return null
  const x = dragged.position.x + (dragged.width ?? 0) / 2
  const y = dragged.position.y + (dragged.height ?? 0) / 2
  let best: { id: string; distance: number } | null = null
  for (const edge of graph.edges) {
    const from = boxes.get(edge.from)
    const to = boxes.get(edge.to)
    if (!edge.spot || !from || !to || !mayMove(node.entry, edge.spot)) continue
    const distance = Math.hypot(to.x + to.width / 2 - x, (from.y + from.height + to.y) / 2 - y)
    if (distance < REACH && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
      best = { id: edge.id, distance }
  }
  return best?.id ?? null
}
