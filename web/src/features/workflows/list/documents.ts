import type { JsonObject } from '../model/json'

/** What one begins with: started by a contact who writes, and nothing done yet. */
export function newDocument(name: string): JsonObject {
  return {
    version: 1,
    name,
    trigger: {
      type: 'conversation_opened',
      all: [{ category: 'source', operator: 'is_equal_to', value: 'contact' }],
    },
    steps: [],
  }
}

/** The name, with a number where it is taken. */
export function freeName(wish: string, taken: readonly { name: string }[]): string {
  const names = new Set(taken.map(({ name }) => name))
  let name = wish
  for (let number = 2; names.has(name); number += 1) name = `${wish} ${number}`
  return name
}
