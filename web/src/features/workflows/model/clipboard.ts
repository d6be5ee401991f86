/** Steps as text, to be carried to another workflow. */

import { parse } from 'yaml'
import { isObject, type JsonObject } from './json'

export function toClipboard(steps: JsonObject[]): string {
  return JSON.stringify({ evenhand: 'steps', steps }, null, 2)
}

/** The steps that a text holds: what was copied here, or a piece of a workflow file; null for anything else. */
export function fromClipboard(text: string): JsonObject[] | null {
  if (text.length > 1_000_000) return null
  let data: unknown
  try {
    data = parse(text, { maxAliasCount: 0 })
  } catch {
    return null
  }
  const found = isObject(data) && 'steps' in data ? data.steps : data
  const steps = Array.isArray(found) ? found : [found]
  const good = steps.filter((step): step is JsonObject => isObject(step) && typeof step.type === 'string')
  return good.length === steps.length && good.length > 0 ? good : null
}
