import i18next from 'i18next'
import createClient, { type Middleware } from 'openapi-fetch'
import { isIdle } from './activity'
import { ApiError } from './errors'
import type { paths } from './schema.gen'

/** When the server was last told, by a request, that somebody is here. */
let shown = Date.now()

const speaking: Middleware = {
  onRequest({ request }) {
    // What the page asks for by itself must not make somebody who has gone look present.
    if (isIdle()) request.headers.set('Evenhand-Idle', '1')
    else shown = Date.now()
    // What the server says to people comes in the language that was chosen here, not in the browser's.
    request.headers.set('Accept-Language', i18next.language)
    return request
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problem(response)
  },
  onError() {
    return new ApiError(0, {})
  },
}

async function problem(response: Response): Promise<ApiError> {
  const body = await response.json().catch(() => ({}))
  return new ApiError(response.status, body)
}

const client = createClient<paths>({ baseUrl: '/', fetch: (request) => fetch(request) })
client.use(speaking)

/** The server's API: `api.GET('/api/v1/users', …)`. Whatever is no success is thrown as an `ApiError`. */
export const api = client

/** The body of an answer; every failure has been thrown before. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await answer
  if (data === undefined || data === null) throw new ApiError(0, { detail: 'The answer was empty.' })
  return data
}

/** Lets the server know of a person who reads and scrolls without asking it for anything; gives the way to end that. */
export function keepPresent(): () => void {
  const timer = setInterval(() => {
    if (!isIdle() && Date.now() - shown > 60_000) void api.GET('/api/v1/me').catch(() => {})
  }, 20_000)
  return () => clearInterval(timer)
}

type Part<T> = { items: T[]; next_cursor: string | null }

/** All items of a list that is known to be short (users, teams, categories …), page after page. */
export async function everything<T>(page: (cursor?: string) => Promise<Part<T>>): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const part = await page(cursor)
    items.push(...part.items)
    cursor = part.next_cursor ?? undefined
  } while (cursor !== undefined)
  return items
}
