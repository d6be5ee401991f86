/** What a run did, as canvas and outline show it. */

import { edgesTaken, graphOf } from '../model/graph'
import type { JsonObject } from '../model/json'

export type Done = { step: string; at: string; outcome: string; reason?: string | null }

/** The last that each step did, and the edges that were taken. */
export type Trail = { steps: ReadonlyMap<string, Done>; edges: ReadonlySet<string> }

export function trailOf(document: JsonObject, done: readonly Done[]): Trail {
  return {
    steps: new Map(done.map((each) => [each.step, each])),
    edges: edgesTaken(graphOf(document), done),
  }
}

/** Colours of what became of a step. */
export function colourOf(outcome: string): string {
  if (outcome === 'failed') return 'red'
  if (outcome === 'waiting') return 'orange'
  if (outcome === 'stopped') return 'gray'
  return outcome.startsWith('on_') ? 'yellow' : 'green'
}
