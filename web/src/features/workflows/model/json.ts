/** Plain data, and the way to a value in it. */

export type Json = null | boolean | number | string | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }
export type Path = readonly (string | number)[]

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a path; undefined where there is none. */
export function valueAt(data: Json, path: Path): Json | undefined {
  let value: Json | undefined = data
  for (const key of path) {
    if (Array.isArray(value) && typeof key === 'number') value = value[key]
    else if (isObject(value) && typeof key === 'string' && Object.hasOwn(value, key)) value = value[key]
    else return undefined
  }
  return value
}

/** The list at a path; an empty one where there is none. */
export function listAt(data: Json, path: Path): Json[] {
  const found = valueAt(data, path)
  return Array.isArray(found) ? found : []
}

/** The text of a key, where it is one. */
export function textOf(object: JsonObject | undefined, key: string): string {
  const value = object?.[key]
  return typeof value === 'string' ? value : ''
}

const NOTHING: JsonObject = Object.freeze({})

/** The object of a key, where it is one; else the same empty one each time. */
export function objectOf(object: JsonObject, key: string): JsonObject {
  const value = object[key]
  return isObject(value) ? value : NOTHING
}

export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => isSame(item, other[at]))
  if (!isObject(one) || !isObject(other)) return false
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  )
}

export function startsWith(path: Path, head: Path): boolean {
  return head.length <= path.length && head.every((key, at) => key === path[at])
}

/** A JSON pointer as a path: what looks like an index of a list is one. */
export function pathOf(pointer: string): Path {
  if (pointer === '') return []
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^(0|[1-9]\d*)$/.test(part) ? Number(part) : part))
}
