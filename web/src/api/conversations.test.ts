import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Conversations, withLines } from './conversations'
import type { ConversationView } from './schema.gen'

function line(contact: number, activity: number): ConversationView {
  return { id: contact, contact: { id: contact }, activity } as ConversationView
}

function listOf(pages: ConversationView[][], more: boolean): Conversations {
  return {
    pages: pages.map((items, place) => ({
      items,
      next_cursor: more || place < pages.length - 1 ? 'more' : null,
    })),
    pageParams: pages.map(() => undefined),
  }
}

function flat(list: Conversations) {
  return list.pages.flatMap((page) => page.items).map((item) => [item.contact.id, item.activity])
}

describe('lines that changed', () => {
  const list = listOf(
    [
      [line(1, 90), line(2, 80)],
      [line(3, 70), line(4, 60)],
    ],
    true,
  )

  test('go to the top with new activity', () => {
    expect(flat(withLines(list, [4], [line(4, 95)]))).toEqual([
      [4, 95],
      [1, 90],
      [2, 80],
      [3, 70],
    ])
  })

  test('leave the list where the server knows none any more', () => {
    expect(flat(withLines(list, [2], []))).toEqual([
      [1, 90],
      [3, 70],
      [4, 60],
    ])
  })

  test('wait for their page where they belong below what is loaded', () => {
    expect(flat(withLines(list, [9], [line(9, 10)]))).toEqual(flat(list))
    expect(flat(withLines(listOf([[line(1, 90)]], false), [9], [line(9, 10)]))).toEqual([
      [1, 90],
      [9, 10],
    ])
  })

  test('leave the cursors alone', () => {
    const after = withLines(list, [3], [line(3, 99)])
    expect(after.pages.map((page) => page.next_cursor)).toEqual(list.pages.map((page) => page.next_cursor))
  })
})

test('however it changes, a list that is loaded to its end equals a fresh load', () => {
  const activities = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 30 })
  fc.assert(
    fc.property(
      activities,
      fc.array(fc.nat({ max: 29 }), { maxLength: 10 }),
      fc.integer({ min: 1, max: 7 }),
      (start, moves, size) => {
        const world = new Map(start.map((activity, contact) => [contact, activity]))
        const fresh = () =>
          [...world]
            .map(([contact, activity]) => line(contact, activity))
            .sort((a, b) => b.activity - a.activity)
        const parts: ConversationView[][] = []
        for (let at = 0; at < world.size; at += size) parts.push(fresh().slice(at, at + size))
        let list = listOf(parts, false)
        moves.forEach((contact, step) => {
          if (step % 3 === 2) world.delete(contact)
          else world.set(contact, 1000 + step)
          const now = world.get(contact)
          list = withLines(list, [contact], now === undefined ? [] : [line(contact, now)])
        })
        expect(flat(list)).toEqual(fresh().map((item) => [item.contact.id, item.activity]))
      },
    ),
  )
})
