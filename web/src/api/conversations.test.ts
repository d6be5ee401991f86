import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Conversations, conversationsQuery, refreshLines, withLines } from './conversations'
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

describe('a list that is shown', () => {
  afterEach(() => vi.unstubAllGlobals())

  /** Each request waits until the test answers it. */
  function server() {
    const asked: { contacts: number[]; cursor: string | null; answer: (page: object) => void }[] = []
    vi.stubGlobal('fetch', (request: Request) => {
      const { searchParams } = new URL(request.url)
      return new Promise<Response>((resolve) => {
        asked.push({
          contacts: searchParams.getAll('contact').map(Number),
          cursor: searchParams.get('cursor'),
          answer: (page) => resolve(Response.json({ next_cursor: null, ...page })),
        })
      })
    })
    return asked
  }

  async function shown(asked: ReturnType<typeof server>) {
    const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
    const observer = new InfiniteQueryObserver(queries, conversationsQuery({ status: 'open' }))
    observer.subscribe(() => {})
    await vi.waitFor(() => expect(asked.length).toBe(1))
    asked[0]?.answer({ items: [line(1, 90), line(2, 80)], next_cursor: 'more' })
    await vi.waitFor(() => expect(observer.getCurrentResult().isSuccess).toBe(true))
    const lines = () => flat(observer.getCurrentResult().data as Conversations)
    return { queries, observer, lines }
  }

  test('is asked about one after the other, however much happens meanwhile', async () => {
    const asked = server()
    const { queries, lines } = await shown(asked)
    const first = refreshLines(queries, [2])
    await vi.waitFor(() => expect(asked.length).toBe(2))
    void refreshLines(queries, [2])
    void refreshLines(queries, [1, 2])
    asked[1]?.answer({ items: [line(2, 95)] })
    await vi.waitFor(() => expect(asked.length).toBe(3))
    expect(asked[2]?.contacts).toEqual([2, 1])
    asked[2]?.answer({ items: [line(1, 97), line(2, 96)] })
    await first
    expect(asked.length).toBe(3)
    expect(lines()).toEqual([
      [1, 97],
      [2, 96],
    ])
  })

  test('loses neither what changes while a part is on its way nor the part', async () => {
    const asked = server()
    const { queries, observer, lines } = await shown(asked)
    const part = observer.fetchNextPage()
    await vi.waitFor(() => expect(asked[1]?.cursor).toBe('more'))
    const change = refreshLines(queries, [2])
    await vi.waitFor(() => expect(asked[2]?.contacts).toEqual([2]))
    asked[2]?.answer({ items: [line(2, 99)] })
    asked[1]?.answer({ items: [line(3, 70)] })
    await Promise.all([part, change])
    expect(asked.length).toBe(3)
    expect(lines()).toEqual([
      [2, 99],
      [1, 90],
      [3, 70],
    ])
  })
})
