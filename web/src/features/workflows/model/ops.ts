/** What can be done to a document. Each gives edits, none where there is nothing to do. */

import { Changes, type Edit } from './edit'
import { isObject, isSame, type Json, type JsonObject, type Path, startsWith, textOf, valueAt } from './json'
import { type Entry, entriesOf, entryOf, freshId, givenIds, waysOf } from './tree'

/** Where a step can be put: before that index of a list, which need not be there yet. */
export type Spot = { list: Path; index: number }

/** Puts steps at a spot. Ids that are taken change, and the jumps among the steps with them. */
export function insert(document: JsonObject, spot: Spot, steps: JsonObject[]): Edit[] {
  const changes = start(document)
  changes.need(spot.list)
  changes.splice(spot.list, spot.index, 0, withFreshIds(steps, givenIds(changes.document)))
  return changes.edits
}

/** Takes a step away, with all that hangs under it. Jumps to it stay, and are reported as problems. */
export function remove(document: JsonObject, id: string, count = 1): Edit[] {
  const entry = entryOf(entriesOf(document), id)
  if (!entry) return []
  const changes = start(document)
  changes.splice(entry.list, entry.index, count, [])
  return changes.edits
}

/** Moves a step, or `count` of them in a row, with all that hangs under it. Never into itself. */
export function move(document: JsonObject, id: string, spot: Spot, count = 1): Edit[] {
  const entry = entryOf(entriesOf(document), id)
  if (!entry || !mayMove(entry, spot, count)) return []
  const changes = start(document)
  changes.need(spot.list)
  const steps = valueAt(changes.document, entry.list)
  if (!Array.isArray(steps)) return []
  const moved = steps.slice(entry.index, entry.index + count)
  const to = afterRemoval([...spot.list, spot.index], entry.list, entry.index, moved.length)
  changes.splice(entry.list, entry.index, moved.length, [])
  changes.splice(to.slice(0, -1), Number(to.at(-1)), 0, moved)
  return changes.edits
}

/** Whether moving there changes anything, and does not put a step into itself. */
export function mayMove(entry: Entry, spot: Spot, count = 1): boolean {
  const depth = entry.list.length
  if (!startsWith(spot.list, entry.list)) return true
  const at = spot.list.length === depth ? spot.index : Number(spot.list[depth])
  if (spot.list.length > depth) return at < entry.index || at >= entry.index + count
  return at < entry.index || at > entry.index + count
}

/** A path after steps before it have gone from a list that it leads through. */
function afterRemoval(path: Path, list: Path, from: number, count: number): Path {
  const at = path[list.length]
  if (!startsWith(path, list) || typeof at !== 'number' || at < from + count) return path
  return path.with(list.length, at - count)
}

/** Gives a key of a step, a branch or the document itself a value; undefined takes the key away. */
export function put(document: JsonObject, path: Path, value: Json | undefined): Edit[] {
  const changes = new Changes(document)
  const key = path.at(-1)
  const at = path.slice(0, -1)
  if (typeof key === 'number') {
    if (value === undefined) changes.splice(at, key, 1, [])
    else if (!isSame(valueAt(document, path), value)) changes.splice(at, key, 1, [value])
  } else if (typeof key === 'string' && isObject(valueAt(document, at) ?? null)) {
    if (!isSame(valueAt(document, path), value)) changes.put(at, key, value)
  }
  return changes.edits
}

/** Puts something into a list that is no list of steps (branches, choices, conditions). */
export function addItem(
  document: JsonObject,
  list: Path,
  item: Json,
  index = Number.POSITIVE_INFINITY,
): Edit[] {
  const changes = new Changes(document)
  const items = changes.need(list)
  changes.splice(list, Math.min(index, items.length), 0, [item])
  return changes.edits
}

/** Moves an item of such a list to another place in it. */
export function moveItem(document: JsonObject, list: Path, from: number, to: number): Edit[] {
  const items = valueAt(document, list)
  const item = Array.isArray(items) ? items[from] : undefined
  if (!Array.isArray(items) || item === undefined || from === to || to < 0 || to >= items.length) return []
  const changes = new Changes(document)
  changes.splice(list, from, 1, [])
  changes.splice(list, to, 0, [item])
  return changes.edits
}

/** Gives a step another id; jumps to it follow. */
export function rename(document: JsonObject, id: string, to: string): Edit[] {
  const entries = entriesOf(document)
  const entry = entryOf(entries, id)
  if (!entry || id === to) return []
  const changes = new Changes(document)
  changes.put(entry.path, 'id', to, 0)
  for (const each of entries)
    if (each.kind === 'jump_to' && textOf(each.step, 'step') === id) changes.put(each.path, 'step', to)
  return changes.edits
}

/** Puts another document in the place of this one, key by key. */
export function replace(document: JsonObject, by: JsonObject): Edit[] {
  const changes = new Changes(document)
  const order = Object.keys(by)
  if (!isSame(order, Object.keys(document)))
    for (const key of Object.keys(document)) changes.put([], key, undefined)
  for (const key of order) if (!isSame(changes.document[key], by[key])) changes.put([], key, by[key])
  return changes.edits
}

/** Steps that are put into a document have ids written down, so that those made up do not shift. */
function start(document: JsonObject): Changes {
  const changes = new Changes(document)
  for (const entry of entriesOf(document))
    if (!('id' in entry.step)) changes.put(entry.path, 'id', entry.id, 0)
  return changes
}

/** The steps with ids that are not taken; jumps among them lead to the same steps as before. */
export function withFreshIds(steps: JsonObject[], taken: ReadonlySet<string>): JsonObject[] {
  const ids = new Set(taken)
  const renamed = new Map<string, string>()
  const name = (step: JsonObject): JsonObject => {
    const own = textOf(step, 'id')
    const id = freshId(own.replace(/_\d+$/, '') || textOf(step, 'type') || 'step', ids)
    const kept = own !== '' && !ids.has(own) ? own : id
    ids.add(kept)
    if (own !== '' && !renamed.has(own)) renamed.set(own, kept)
    const { id: _, ...rest } = step
    return mapWays({ id: kept, ...rest }, name)
  }
  const follow = (step: JsonObject): JsonObject => {
    const to = renamed.get(textOf(step, 'step'))
    return mapWays(step.type === 'jump_to' && to !== undefined ? { ...step, step: to } : step, follow)
  }
  return steps.map(name).map(follow)
}

function mapWays(step: JsonObject, change: (step: JsonObject) => JsonObject): JsonObject {
  const changes = new Changes(step)
  for (const way of waysOf(step, [])) {
    if (way.steps === null || way.steps.length === 0) continue
    const steps = way.steps.map((each) => (isObject(each) ? change(each) : each))
    changes.put(way.path.slice(0, -1), String(way.path.at(-1)), steps)
  }
  return changes.document
}
