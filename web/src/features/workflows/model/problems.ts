/** What is wrong with a document, told by step. */

import { pathOf } from './json'
import { type Entry, entryAt } from './tree'

export type Problem = {
  pointer: string
  detail: string
  severity: 'error' | 'warning'
  line: number | null
  column: number | null
}

/** A problem at its place: the step (null: the workflow or its trigger) and the field in it (`timeout`). */
export type Placed = Problem & { step: string | null; field: string }

export function placed(problems: readonly Problem[], entries: readonly Entry[]): Placed[] {
  return problems.map((problem) => {
    const path = pathOf(problem.pointer)
    const entry = entryAt(entries, path)
    return { ...problem, step: entry?.id ?? null, field: path.slice(entry?.path.length ?? 0).join('/') }
  })
}

/** The problems of one step, or of a part of it. */
export function at(problems: readonly Placed[], step: string | null, field?: string): Placed[] {
  return problems.filter(
    (each) =>
      each.step === step &&
      (field === undefined || each.field === field || each.field.startsWith(`${field}/`)),
  )
}
