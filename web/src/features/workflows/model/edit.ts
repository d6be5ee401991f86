/** Changes of a document as data: each carries what it needs to be taken back. */

import { isObject, type Json, type JsonObject, type Path, valueAt } from './json'

/** In the list at `at`, from the index on, `out` goes and `into` comes. */
type Splice = { at: Path; from: number; out: Json[]; into: Json[] }
/** In the mapping at `at`, a key changes; undefined is its absence. `place`: where it stands among the keys. */
type Put = { at: Path; key: string; before: Json | undefined; after: Json | undefined; place: number }

export type Edit = Splice | Put

/** The document after the edits. What they do not touch stays the same object. */
export function apply(document: JsonObject, edits: readonly Edit[]): JsonObject {
  let after: Json = document
  for (const edit of edits) after = within(after, edit.at, (value) => changed(value, edit))
  if (!isObject(after)) throw new Error('A document is a mapping.')
  return after
}

/** What takes the edits back. */
export function inverse(edits: readonly Edit[]): Edit[] {
  return edits
    .map((edit) =>
      'key' in edit
        ? { ...edit, before: edit.after, after: edit.before }
        : { ...edit, out: edit.into, into: edit.out },
    )
    .reverse()
}

function within(value: Json, path: Path, change: (value: Json) => Json): Json {
  const [key, ...rest] = path
  if (key === undefined) return change(value)
  if (Array.isArray(value) && typeof key === 'number') {
    const inner = value[key]
    if (inner === undefined) throw new Error(`There is nothing at ${key}.`)
    return value.with(key, within(inner, rest, change))
  }
  if (isObject(value) && typeof key === 'string') {
    const inner = value[key]
    if (inner === undefined) throw new Error(`There is nothing at ${key}.`)
    return { ...value, [key]: within(inner, rest, change) }
  }
  throw new Error(`There is nothing at ${key}.`)
}

function changed(value: Json, edit: Edit): Json {
  if ('key' in edit) {
    if (!isObject(value)) throw new Error('Only a mapping has keys.')
    return withKey(value, edit)
  }
  if (!Array.isArray(value)) throw new Error('Only a list has places.')
  return value.toSpliced(edit.from, edit.out.length, ...edit.into)
}

function withKey(value: JsonObject, edit: Put): JsonObject {
  if (edit.before !== undefined && edit.after !== undefined) return { ...value, [edit.key]: edit.after }
  const pairs = Object.entries(value)
  if (edit.after === undefined) pairs.splice(edit.place, 1)
  else pairs.splice(edit.place, 0, [edit.key, edit.after])
  return Object.fromEntries(pairs)
}

/** Makes edits one after the other, each on the document as the ones before have left it. */
export class Changes {
  readonly edits: Edit[] = []
  document: JsonObject

  constructor(document: JsonObject) {
    this.document = document
  }

  splice(at: Path, from: number, count: number, into: Json[]): void {
    const out = this.list(at).slice(from, from + count)
    if (out.length > 0 || into.length > 0) this.do({ at, from, out, into })
  }

  /** Gives a key a value; undefined takes it away. A new key comes last, or at its place. */
  put(at: Path, key: string, after: Json | undefined, place?: number): void {
    const holder = this.mapping(at)
    const keys = Object.keys(holder)
    const before = Object.hasOwn(holder, key) ? holder[key] : undefined
    if (before === after) return
    this.do({
      at,
      key,
      before,
      after,
      place: before === undefined ? (place ?? keys.length) : keys.indexOf(key),
    })
  }

  /** The list at a path, made where there is none yet. */
  need(at: Path): Json[] {
    const key = at.at(-1)
    const holder = at.slice(0, -1)
    const found = valueAt(this.document, at)
    if (Array.isArray(found)) return found
    if (typeof key !== 'string') throw new Error('There is no such list.')
    this.put(holder, key, [])
    return []
  }

  private list(at: Path): Json[] {
    const found = valueAt(this.document, at)
    if (!Array.isArray(found)) throw new Error('There is no such list.')
    return found
  }

  private mapping(at: Path): JsonObject {
    const found = valueAt(this.document, at)
    if (!isObject(found)) throw new Error('There is no such mapping.')
    return found
  }

  private do(edit: Edit): void {
    this.document = apply(this.document, [edit])
    this.edits.push(edit)
  }
}
