import { type InfiniteData, QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Conversations } from '../conversations'
import { counted, usersQuery } from '../people'
import type { ConversationView, EventView, PageEventView, TeamSummary, UserView } from '../schema.gen'
import { EFFECTS } from './effects'
import { Updates } from './updates'

const CONTACT = 7
const ANA = 3
const BEN = 4
/** About nobody in particular. */
const OF_ALL =
  /^(user\.created|team\.(created|deleted|members_changed)|workspace|workflow|channel|token|webhook|c\w+_)/

/** For each thing that the server answers: after which events its answer is another. That it is so is tested at the server (tests/api/test_hostile_live_view.py). */
const CHANGED_BY: Record<string, RegExp> = {
  me: /^user\.(updated|status_changed|deleted)|workspace\.updated/,
  workspace: /^workspace\./,
  users:
    /^user\.(created|updated|deleted|status_changed)|^team\.(joined|left)|^contact\.(assigned|unassigned|deleted)|^conversation\./,
  teams: /^team\.(created|deleted)/,
  channels: /^channel\./,
  closing_categories: /^closing_category\./,
  custom_fields: /^custom_field\./,
  tokens: /^token\.|^user\.(updated|deleted)/,
  webhooks: /^webhook\./,
  workflows: /^workflow\.|^run\.(started|waiting|ended)/,
  runs: /^run\.|^workflow\.(updated|stopped|deleted)|^contact\.deleted/,
  queue:
    /^run\.(waiting|moved|ended)|^contact\.(updated|assigned|unassigned|deleted)|^conversation\.|^user\.(created|updated|deleted|status_changed)|^team\.(deleted|joined|left|members_changed)|^workflow\.(stopped|deleted)/,
  reports:
    /^user\.updated|^team\.(deleted|members_changed)|^workspace\.updated|^contact\.(assigned|unassigned|deleted)|^conversation\.|^message\.sent|^run\.(waiting|ended)/,
  counts:
    /^contact\.(assigned|unassigned|deleted)|^conversation\.|^team\.|^user\.deleted|^workspace\.updated/,
  'contact.7.profile':
    /^contact\.(updated|assigned|unassigned|deleted)|^conversation\.|^message\.(received|sent)|^user\.(updated|deleted)|^custom_field\.|^workspace\.updated/,
  'contact.7.messages': /^message\.|^contact\.deleted/,
  'contact.7.comments': /^comment\.|^contact\.deleted/,
  'contact.7.decisions': /^contact\.(assigned|unassigned|deleted)|^user\.updated/,
  'contact.7.runs': /^run\.|^workflow\.updated|^contact\.deleted/,
}

function event(type: string, seq = 100): EventView {
  return {
    seq,
    type,
    at: '2026-11-21T10:00:00Z',
    actor: 'system',
    contact: /^(contact|conversation|message|comment|run)\./.test(type) ? CONTACT : null,
    conversation: null,
    user: OF_ALL.test(type) ? null : ANA,
    subject: null,
    data: type === 'contact.assigned' ? { previous: BEN } : null,
    text: null,
  }
}

function person(id: number, version: number): UserView {
  const status = version % 2 ? 'online' : 'offline'
  return { id, open_contacts: version, status, teams: [{ id: 1, name: 'Support' }] } as UserView
}

function line(contact: number, activity: number): ConversationView {
  return { id: contact * 10, contact: { id: contact }, activity } as ConversationView
}

/** A server of which one can only tell that an answer has changed. */
class World {
  versions = new Map<string, number>()
  lines = [line(9, 90), line(CONTACT, 70), line(5, 50)]
  log: EventView[] = [event('contact.created', 60)]
  /** How often each person has changed. */
  changes = new Map([
    [ANA, 0],
    [BEN, 0],
  ])

  happens(what: EventView) {
    const changed = what.type === 'user.created' ? [what.seq] : [what.user, what.data?.previous]
    for (const id of CHANGED_BY.users?.test(what.type) ? changed : [])
      if (typeof id === 'number') this.changes.set(id, (this.changes.get(id) ?? 0) + 1)
    for (const [key, pattern] of Object.entries(CHANGED_BY))
      if (pattern.test(what.type)) this.versions.set(key, (this.versions.get(key) ?? 0) + 1)
    if (what.contact !== null) {
      this.log = [what, ...this.log]
      // Before a conversation is opened there is no line.
      if (what.type !== 'contact.created') this.lines = [line(CONTACT, what.seq), line(9, 90), line(5, 50)]
    }
  }

  people(): UserView[] {
    return [...this.changes].map(([id, changes]) => person(id, changes))
  }

  teams(): TeamSummary[] {
    const version = this.versions.get('teams') ?? 0
    return counted([{ id: 1, name: `Version ${version}` } as TeamSummary], this.people())
  }

  answer(key: readonly unknown[]): unknown {
    if (key[0] === 'users') return this.people()
    if (key[0] === 'teams') return this.teams()
    if (key[0] === 'conversations') return { items: this.lines, next_cursor: null }
    if (key[2] === 'events') return { items: this.log, next_cursor: null }
    return this.versions.get(key.join('.')) ?? 0
  }
}

const KEYS = Object.keys(CHANGED_BY).map((key) =>
  key.startsWith('contact.') ? ['contact', CONTACT, key.split('.')[2]] : [key],
)

describe('what is shown equals a fresh load', () => {
  let world: World
  let queries: QueryClient
  let updates: Updates

  beforeEach(async () => {
    vi.useFakeTimers()
    world = new World()
    queries = new QueryClient({
      defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
    })
    updates = new Updates(queries)
    vi.stubGlobal('fetch', async ({ url }: Request) => {
      const { pathname, searchParams } = new URL(url)
      const asked = searchParams.getAll('user').map(Number)
      const items = pathname.endsWith('/users')
        ? world.people().filter(({ id }) => asked.includes(id))
        : world.lines.filter((each) => each.contact.id === CONTACT)
      return Response.json({ items, next_cursor: null })
    })
    for (const queryKey of KEYS)
      new QueryObserver(queries, { queryKey, queryFn: async () => world.answer(queryKey) }).subscribe(
        () => {},
      )
    const pages = { pageParams: [undefined] }
    queries.setQueryData(['contact', CONTACT, 'events'], {
      ...pages,
      pages: [{ items: world.log, next_cursor: null }],
    })
    queries.setQueryData(['conversations', { status: 'open' }], {
      ...pages,
      pages: [{ items: world.lines, next_cursor: null }],
    })
    new QueryObserver(queries, {
      queryKey: ['conversations', { status: 'open' }],
      queryFn: async () => ({ ...pages, pages: [world.answer(['conversations'])] }),
    }).subscribe(() => {})
    await vi.advanceTimersByTimeAsync(10)
  })

  afterEach(() => {
    updates.stop()
    queries.clear()
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  async function expectFresh() {
    await vi.advanceTimersByTimeAsync(300)
    for (const key of KEYS) expect(queries.getQueryData(key), key.join(' ')).toEqual(world.answer(key))
    const log = queries.getQueryData<InfiniteData<PageEventView>>(['contact', CONTACT, 'events'])
    expect(log?.pages[0]?.items).toEqual(world.log)
    const list = queries.getQueryData<Conversations>(['conversations', { status: 'open' }])
    expect(list?.pages.flatMap((page) => page.items)).toEqual(world.lines)
  }

  test.each(Object.keys(EFFECTS))('after %s, within 300 ms', async (type) => {
    const what = event(type)
    world.happens(what)
    updates.take(what)
    await expectFresh()
  })

  test('after a type that is newer than the page', async () => {
    world.versions.set('users', 5)
    updates.take(event('something.new'))
    await expectFresh()
  })

  test('after all that was missed while the connection was lost, some of it told twice', async () => {
    const missed = Object.keys(EFFECTS).map((type, place) => event(type, 200 + place))
    for (const what of missed) world.happens(what)
    for (const what of missed) updates.take(what)
    updates.take(missed[3] as EventView)
    await expectFresh()
  })

  test('a message may change how many a kept search finds', async () => {
    const counts = { queryKey: ['counts'], queryFn: async () => world.answer(['counts']) }
    const kept = (q?: string) => ({ views: [{ id: 1, name: 'Maps', count: 0, filter: q ? { q } : {} }] })
    const asked = vi.spyOn(world, 'answer')
    for (const q of [undefined, 'maps']) {
      queries.setQueryData(counts.queryKey, kept(q))
      asked.mockClear()
      updates.take(event('message.received'))
      await vi.advanceTimersByTimeAsync(300)
      expect(asked.mock.calls.some(([key]) => key[0] === 'counts')).toBe(q !== undefined)
    }
  })

  test('in a storm people and counts are asked for about once a second, and are right at its end', async () => {
    const asked = vi.spyOn(world, 'answer')
    for (let second = 0; second < 5; second++)
      for (let tenth = 0; tenth < 10; tenth++) {
        const what = event('contact.assigned', 300 + second * 10 + tenth)
        world.happens(what)
        updates.take(what)
        await vi.advanceTimersByTimeAsync(100)
      }
    const times = (root: string) => asked.mock.calls.filter(([key]) => key[0] === root).length
    // Nobody but those whom the events name.
    expect(times('users')).toBe(0)
    expect(times('counts')).toBeLessThanOrEqual(7)
    expect(times('reports')).toBe(1)
    await vi.advanceTimersByTimeAsync(2000)
    expect(queries.getQueryData(['users'])).toEqual(world.answer(['users']))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(times('reports')).toBe(2)
    await expectFresh()
  })

  test('a slow load comes to its end while events go on, and what it missed is loaded after it', async () => {
    let finish = () => {}
    const slow = vi.fn(() => {
      const people = world.people()
      return new Promise<UserView[]>((resolve) => {
        finish = () => resolve(people)
      })
    })
    const queue = vi.fn(() => new Promise(() => {}))
    new QueryObserver(queries, { queryKey: ['queue', {}], queryFn: queue }).subscribe(() => {})
    void queries.fetchQuery({ queryKey: usersQuery.queryKey, queryFn: slow, staleTime: 0 })
    for (let tenth = 0; tenth < 50; tenth++) {
      const what = event('contact.assigned', 300 + tenth)
      world.happens(what)
      updates.take(what)
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(slow).toHaveBeenCalledTimes(1)
    expect(queue).toHaveBeenCalledTimes(1)
    finish()
    await vi.advanceTimersByTimeAsync(2000)
    expect(queries.getQueryData(['users'])).toEqual(world.people())
    expect(queries.getQueryData(['teams'])).toEqual(world.teams())
  })

  test('what others do is no reason to ask who one is', async () => {
    queries.setQueryData(['me'], { user: { id: BEN } })
    const asked = vi.spyOn(world, 'answer')
    updates.take(event('user.status_changed'))
    await vi.advanceTimersByTimeAsync(300)
    expect(asked.mock.calls.some(([key]) => key[0] === 'me')).toBe(false)
  })
})
