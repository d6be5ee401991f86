/** How one document differs from another, step by step. */

import { isSame, type Json, type JsonObject } from './json'
import { type Entry, entriesOf, waysOf } from './tree'

export type Change = { key: string; before: Json | undefined; after: Json | undefined }

export type Difference =
  | { what: 'added' | 'removed'; entry: Entry }
  | { what: 'changed' | 'moved'; entry: Entry; changes: Change[] }
  | { what: 'workflow'; changes: Change[] }

/** Everything but the steps first, then the steps in the order of the newer document, then those gone. */
export function differences(before: JsonObject, after: JsonObject): Difference[] {
  const found: Difference[] = []
  const settings = changesOf(without(before, ['steps']), without(after, ['steps']))
  if (settings.length > 0) found.push({ what: 'workflow', changes: settings })
  const old = new Map(entriesOf(before).map((entry) => [entry.id, entry]))
  const now = entriesOf(after)
  const stayed = new Set(now.map((entry) => entry.id).filter((id) => old.has(id)))
  const oldPlaces = neighbours([...old.values()], stayed)
  const newPlaces = neighbours(now, stayed)
  for (const entry of now) {
    const was = old.get(entry.id)
    if (!was) {
      found.push({ what: 'added', entry })
      continue
    }
    const changes = changesOf(own(was.step), own(entry.step))
    const moved = oldPlaces.get(entry.id) !== newPlaces.get(entry.id)
    if (moved) found.push({ what: 'moved', entry, changes })
    else if (changes.length > 0) found.push({ what: 'changed', entry, changes })
  }
  for (const entry of old.values()) if (!stayed.has(entry.id)) found.push({ what: 'removed', entry })
  return found
}

/** For each step that is in both: under what it hangs, and which of those that stayed stands before it. */
function neighbours(entries: Entry[], stayed: Set<string>): Map<string, string> {
  const last = new Map<string, string>()
  const found = new Map<string, string>()
  for (const entry of entries) {
    if (!stayed.has(entry.id)) continue
    const place = `${entry.owner ?? ''}/${entry.way}`
    found.set(entry.id, `${place} ${last.get(place) ?? ''}`)
    last.set(place, entry.id)
  }
  return found
}

function changesOf(before: JsonObject, after: JsonObject): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys
    .filter((key) => !isSame(before[key], after[key]))
    .map((key) => ({ key, before: before[key], after: after[key] }))
}

/** What a step says itself, without the steps under it. */
function own(step: JsonObject): JsonObject {
  const rest = without(step, [...waysOf(step, []).map((way) => String(way.path[0])), 'branches', 'id'])
  if (!Array.isArray(step.branches)) return rest
  const branches = step.branches.map((branch) =>
    typeof branch === 'object' && branch !== null && !Array.isArray(branch)
      ? without(branch, ['steps'])
      : branch,
  )
  return { ...rest, branches }
}

function without(object: JsonObject, keys: string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)))
}
