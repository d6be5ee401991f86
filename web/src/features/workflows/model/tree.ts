/** The steps of a document, in the order in which they are read. */

import { kindOf } from '../catalogue/steps'
import {
  isObject,
  isSame,
  type Json,
  type JsonObject,
  listAt,
  type Path,
  startsWith,
  textOf,
  valueAt,
} from './json'

/** One step, and where it stands. */
export type Entry = {
  /** Its id; where the document gives none, the one that the server makes. */
  id: string
  path: Path
  list: Path
  index: number
  step: JsonObject
  kind: string
  /** Under which step its list hangs, and by which key (`on_timeout`, `branches/0`). */
  owner: string | null
  way: string
  depth: number
}

/** A list of steps that hangs under a step. */
export type Way = { key: string; path: Path; steps: Json[] | null; branch?: number }

export const ROOT: Path = ['steps']

/** The lists under a step, those that could be there but are not (`steps` null) included. */
export function waysOf(step: JsonObject, at: Path): Way[] {
  const kind = kindOf(step)
  const ways: Way[] = []
  if (kind?.branches)
    for (const [index] of listAt(step, ['branches']).entries()) {
      const steps = valueAt(step, ['branches', index, 'steps'])
      const path = [...at, 'branches', index, 'steps']
      ways.push({ key: `branches/${index}`, path, steps: Array.isArray(steps) ? steps : null, branch: index })
    }
  for (const key of [...(kind?.paths ?? []), ...(kind?.ways ?? []).map((way) => way.key)]) {
    const steps = step[key]
    ways.push({ key, path: [...at, key], steps: Array.isArray(steps) ? steps : null })
  }
  return ways
}

/** All steps. An id that the document gives twice is told apart by its place. */
export function entriesOf(document: JsonObject): Entry[] {
  const given = givenIds(document)
  const taken = new Set<string>()
  const entries: Entry[] = []
  const read = (steps: Json[], list: Path, owner: string | null, way: string, depth: number) => {
    for (const [index, step] of steps.entries()) {
      if (!isObject(step)) continue
      const path = [...list, index]
      const id = idFor(step, path, taken, given)
      taken.add(id)
      entries.push({ id, path, list, index, step, kind: textOf(step, 'type'), owner, way, depth })
      for (const inner of waysOf(step, path))
        if (inner.steps) read(inner.steps, inner.path, id, inner.key, depth + 1)
    }
  }
  read(listAt(document, ROOT), ROOT, null, 'steps', 0)
  return entries
}

function idFor(step: JsonObject, path: Path, taken: Set<string>, given: Set<string>): string {
  const own = textOf(step, 'id')
  if (own !== '') return taken.has(own) ? `/${path.join('/')}` : own
  return freshId(textOf(step, 'type') || 'step', new Set([...taken, ...given]))
}

/** An id that nobody has: the wish itself, or with a number behind. */
export function freshId(wish: string, taken: ReadonlySet<string>): string {
  let id = wish
  for (let number = 2; taken.has(id); number += 1) id = `${wish}_${number}`
  return id
}

/** The ids that the document itself gives to steps. */
export function givenIds(data: Json): Set<string> {
  const found = new Set<string>()
  const look = (value: Json) => {
    if (Array.isArray(value)) value.forEach(look)
    else if (isObject(value)) {
      if ('type' in value && typeof value.id === 'string') found.add(value.id)
      Object.values(value).forEach(look)
    }
  }
  look(data)
  return found
}

export function entryOf(entries: readonly Entry[], id: string | null): Entry | undefined {
  return entries.find((entry) => entry.id === id)
}

/** The step in which a path ends: the innermost one. */
export function entryAt(entries: readonly Entry[], path: Path): Entry | undefined {
  return entries.findLast((entry) => startsWith(path, entry.path))
}

/** A step with all that hangs under it, itself first. */
export function withBelow(entries: readonly Entry[], entry: Entry): Entry[] {
  return entries.filter((each) => startsWith(each.path, entry.path))
}

export type Direction = 'up' | 'down' | 'in' | 'out'

/** Where a step comes that is moved one place on: past its neighbour, into the one before it, or out. */
export function spotTowards(document: JsonObject, id: string, direction: Direction) {
  const entries = entriesOf(document)
  const entry = entryOf(entries, id)
  if (!entry) return null
  const { list, index } = entry
  if (direction === 'up') return index > 0 ? { list, index: index - 1 } : null
  if (direction === 'down')
    return index + 1 < listAt(document, list).length ? { list, index: index + 2 } : null
  if (direction === 'out') {
    const owner = entryOf(entries, entry.owner)
    return owner ? { list: owner.list, index: owner.index + 1 } : null
  }
  const before = entries.find((each) => each.index === index - 1 && isSame(each.list, list))
  const way =
    before &&
    waysOf(before.step, before.path).find((each) => each.steps !== null || each.branch !== undefined)
  return way ? { list: way.path, index: way.steps?.length ?? 0 } : null
}
