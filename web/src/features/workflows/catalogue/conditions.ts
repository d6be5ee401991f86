/** What conditions ask about, and by which operators. */

import { isObject, type Json, type JsonObject, textOf } from '../model/json'
import { triggerOf } from './triggers'
import type { Category, ValueType } from './types'

const EVERYTHING = ['is_equal_to', 'is_not_equal_to', 'exists', 'does_not_exist']
const SIZE = ['is_greater_than', 'is_less_than', 'is_between']
const TEXT = ['contains', 'does_not_contain', 'starts_with', 'ends_with']
const DATE = ['is_before', 'is_after']
const LIST = ['has_any_of', 'has_all_of', 'has_none_of']

export const OPERATORS: Record<ValueType, readonly string[]> = {
  text: [...EVERYTHING, ...TEXT, 'has_any_of'],
  number: [...EVERYTHING, ...SIZE, 'has_any_of'],
  date: [...EVERYTHING, ...SIZE, ...DATE, 'has_any_of'],
  duration: [...EVERYTHING, ...SIZE, 'has_any_of'],
  list: [...EVERYTHING, ...LIST],
  boolean: EVERYTHING,
  anything: [...EVERYTHING, ...TEXT, ...SIZE, ...DATE, ...LIST],
}

export const STANDARD_FIELDS: Record<string, Category> = {
  first_name: { type: 'text' },
  last_name: { type: 'text' },
  email: { type: 'text' },
  phone: { type: 'text' },
  language: { type: 'text' },
  country: { type: 'text' },
  assignee: { type: 'text', picks: 'user' },
  conversation_status: { type: 'text', choices: ['open', 'closed'] },
  created_at: { type: 'date' },
}

/** The standard fields that a step can change. */
export const SETTABLE = ['first_name', 'last_name', 'email', 'phone', 'language', 'country']

const CATEGORIES: Record<string, Category> = {
  contact_field: { type: 'anything', takes: ['field'], picks: 'contact_field' },
  contact_tags: { type: 'list', picks: 'tag' },
  assignee_status: { type: 'text', choices: ['online', 'busy', 'offline'] },
  assignee: { type: 'text', picks: 'user' },
  variable: { type: 'anything', takes: ['field'] },
  last_interacted_channel: { type: 'text', picks: 'channel' },
  last_incoming_message: { type: 'text' },
  last_outgoing_message: { type: 'text', takes: ['sender'] },
  time_since_last_incoming_message: { type: 'duration', takes: ['scope'] },
  time_since_last_outgoing_message: { type: 'duration', takes: ['sender', 'scope'] },
}

export const SENDERS = ['user', 'workflow', 'api', 'any']
export const SCOPES = ['conversation', 'assignment', 'contact']

/** What can be asked in a workflow with this trigger: its own things first. */
export function categoriesFor(trigger: string): Record<string, Category> {
  return { ...triggerOf(trigger)?.categories, ...CATEGORIES }
}

/** What a condition asks about, its field told apart; `custom` gives the types of the workspace's fields. */
export function askedBy(
  condition: JsonObject,
  categories: Record<string, Category>,
  custom: ReadonlyMap<string, ValueType>,
): Category {
  const category = categories[textOf(condition, 'category')] ?? { type: 'anything' }
  if (condition.category !== 'contact_field') return category
  const field = textOf(condition, 'field')
  const { picks: _, ...plain } = category
  return STANDARD_FIELDS[field] ?? { ...plain, type: custom.get(field) ?? 'anything' }
}

export type Shape = 'none' | 'one' | 'two' | 'several'

/** How many values an operator compares with. */
export function shapeOf(operator: string): Shape {
  if (operator === 'exists' || operator === 'does_not_exist') return 'none'
  if (operator === 'is_between') return 'two'
  return LIST.includes(operator) ? 'several' : 'one'
}

/** The value in the shape that another operator takes; undefined where it takes none. */
export function reshaped(value: Json | undefined, shape: Shape): Json | undefined {
  const items = Array.isArray(value) ? value : value === undefined ? [] : [value]
  if (shape === 'none') return undefined
  if (shape === 'one') return items[0] ?? ''
  return shape === 'two' ? [items[0] ?? '', items[1] ?? ''] : items.filter((item) => item !== '')
}

/** The conditions of a trigger or branch, with whether all of them must hold. */
export function conditionsOf(holder: JsonObject): { mode: 'all' | 'any'; items: Json[] } {
  const mode = 'any' in holder && !('all' in holder) ? 'any' : 'all'
  const items = holder[mode]
  return { mode, items: Array.isArray(items) ? items : [] }
}

export function isGroup(entry: Json): boolean {
  return isObject(entry) && !('category' in entry) && ('all' in entry || 'any' in entry)
}
