import type { ContactChange, ContactView } from '@/api/schema.gen'

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/**
 * What takes back a change that made a contact `changed`, as the contact is `now`: tags that others have set or
 * taken since stay so. Nothing where somebody else has changed the same thing.
 */
export function takingBack(
  undo: ContactChange,
  changed: ContactView,
  now: ContactView,
): ContactChange | undefined {
  const { tags, fields, ...lines } = undo
  if (tags) {
    const added = changed.tags.filter((tag) => !tags.includes(tag))
    const taken = tags.filter((tag) => !changed.tags.includes(tag))
    const kept = now.tags.filter((tag) => !added.includes(tag) && !taken.includes(tag))
    return { tags: [...kept, ...taken] }
  }
  const untouched =
    Object.keys(fields ?? {}).every((name) => same(now.fields[name], changed.fields[name])) &&
    (Object.keys(lines) as (keyof typeof lines)[]).every((name) => same(now[name], changed[name]))
  return untouched ? undo : undefined
}
