import { expect, test } from 'vitest'
import type { DecisionView, EventView } from '@/api/schema.gen'
import { told } from './decision'
import { actorOf, daysOf, partsOf } from './thread'

function event(
  seq: number,
  at: string,
  type = 'message.received',
  data: EventView['data'] = null,
): EventView {
  return {
    seq,
    at,
    type,
    actor: 'contact',
    contact: 1,
    conversation: 2,
    user: null,
    subject: null,
    data,
    text: null,
  }
}

test('a thread is by day and oldest first, without what has nothing to tell', () => {
  const days = daysOf(
    [
      {
        items: [
          event(6, '2026-03-02T09:00:00Z'),
          event(5, '2026-03-02T08:00:00Z', 'run.ended', { state: 'completed' }),
        ],
      },
      {
        items: [
          event(4, '2026-03-02T07:00:00Z', 'run.ended', { state: 'failed' }),
          event(3, '2026-03-01T22:00:00Z'),
          event(2, '2026-03-01T07:00:00Z', 'run.moved'),
        ],
      },
    ],
    'UTC',
  )
  expect(days.map(({ day, events }) => [day, events.map((each) => each.seq)])).toEqual([
    ['2026-03-01', [3]],
    ['2026-03-02', [4, 6]],
  ])
})

test('a mention is shown as the name, and nothing else is touched', () => {
  const name = (email: string) => (email === 'ana@x.test' ? 'Ana Duarte' : undefined)
  expect(partsOf('Ask @{Ana@x.test} or @{bo@x.test}, <b>now</b>', name)).toEqual([
    { text: 'Ask ', mention: false },
    { text: '@Ana Duarte', mention: true },
    { text: ' or ', mention: false },
    { text: '@bo@x.test', mention: true },
    { text: ', <b>now</b>', mention: false },
  ])
  expect(partsOf('', name)).toEqual([])
})

test('actors', () => {
  expect(actorOf('user:5')).toEqual({ kind: 'user', id: 5 })
  expect(actorOf('system')).toEqual({ kind: 'system', id: null })
})

test('a decision is read as far as it is known', () => {
  const decision = {
    by: 'step',
    details: {
      by: 'step',
      pool: 19,
      logic: 'least_open',
      eligible: 2,
      order: [9, 10],
      last_turns: [0, 4],
      only_online: true,
      max_open_contacts: 3,
      open_contacts: [1, 2],
      left_out: { '12': 'full', '13': 'not_online', '14': 'something_new' },
    },
  } as unknown as DecisionView
  expect(told(decision)).toEqual({
    byHand: false,
    pool: 19,
    eligible: 2,
    logic: 'least_open',
    onlyOnline: true,
    most: 3,
    open: 1,
    firstTurn: true,
    leftOut: [
      { user: 12, why: 'full' },
      { user: 13, why: 'not_online' },
    ],
    counts: [],
  })
  expect(told({ by: 'hand', details: {} } as unknown as DecisionView).byHand).toBe(true)
})
