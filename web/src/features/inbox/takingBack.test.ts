import { expect, test } from 'vitest'
import type { ContactView } from '@/api/schema.gen'
import { takingBack } from './takingBack'

const contact: ContactView = {
  id: 7,
  name: 'Mira',
  first_name: 'Mira',
  last_name: '',
  email: null,
  phone: null,
  language: null,
  country: null,
  tags: ['new'],
  fields: {},
  assignee: null,
  channel: null,
  conversation: null,
  conversation_status: 'open',
  created_at: '2026-03-02T09:00:00Z',
}

test('a line goes back to what it was, unless somebody has changed it since', () => {
  const changed = { ...contact, last_name: 'Ode' }
  const undo = { last_name: '' }
  expect(takingBack(undo, changed, { ...changed, first_name: 'Mirjam' })).toEqual(undo)
  expect(takingBack(undo, changed, { ...changed, last_name: 'Oden' })).toBeUndefined()
})

test('so does a custom field', () => {
  const changed = { ...contact, fields: { plan: 'gold', size: ['m', 'l'] } }
  const undo = { fields: { plan: null } }
  expect(takingBack(undo, changed, { ...changed, fields: { ...changed.fields, size: [] } })).toEqual(undo)
  expect(takingBack(undo, changed, { ...changed, fields: { plan: 'basic' } })).toBeUndefined()
})

test('of the tags only one’s own are taken back', () => {
  const undo = { tags: ['new'] }
  const added = { ...contact, tags: ['new', 'vip'] }
  expect(takingBack(undo, added, { ...added, tags: ['new', 'vip', 'angry'] })).toEqual({
    tags: ['new', 'angry'],
  })
  const taken = { ...contact, tags: [] }
  expect(takingBack(undo, taken, { ...taken, tags: ['angry'] })).toEqual({ tags: ['angry', 'new'] })
})
