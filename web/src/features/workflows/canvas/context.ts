import { createContext, use } from 'react'
import type { Trail } from '../builder/trail'
import type { JsonObject } from '../model/json'
import type { Spot } from '../model/ops'
import type { Placed } from '../model/problems'

/** What nodes and edges need to know beside their own place. */
export type CanvasState = {
  trigger: JsonObject
  mayEdit: boolean
  selected: string | null
  problems: readonly Placed[]
  trail: Trail | null
  /** The edge on which the dragged step would be dropped. */
  drop: string | null
  dragging: boolean
  onSelect: (id: string) => void
  onAdd: (spot: Spot) => void
}

export const CanvasContext = createContext<CanvasState | null>(null)

export function useCanvas(): CanvasState {
  const state = use(CanvasContext)
  if (state === null) throw new Error('There is no canvas around this.')
  return state
}
