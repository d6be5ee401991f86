import { newKey } from '../newKey'

/** Whose it is, and until when. */
type Lease = { page: string; until: number }

/** A page that nobody looks at may be woken only once a minute. */
export const LASTS = 150_000
export const RENEWED = 30_000

/**
 * Has one of this browser's pages hold a name, and says to each whether it does, until the signal. The lease
 * lies in the browser's storage. A page that closes leaves it; that of one that crashed runs out. Two
 * who take it at once find out at once, by what the other one writes.
 */
export function leased(name: string, signal: AbortSignal, hold: (now: boolean) => void): void {
  const page = newKey()
  let held = false
  const say = (now: boolean) => {
    if (now === held) return
    held = now
    hold(now)
  }
  const renew = () => {
    const found = read(name)
    const others = found !== null && found.page !== page
    if (!others) write(name, { page, until: Date.now() + LASTS })
    say(!others && read(name)?.page === page)
  }
  const leave = () => {
    if (held) write(name, null)
    say(false)
  }
  const changed = ({ key }: StorageEvent) => {
    if (key === name) renew()
  }
  const timer = setInterval(renew, RENEWED)
  window.addEventListener('storage', changed, { signal })
  window.addEventListener('pagehide', leave, { signal })
  window.addEventListener('pageshow', renew, { signal })
  signal.addEventListener('abort', () => {
    clearInterval(timer)
    leave()
  })
  renew()
}

/** The lease that holds; null for none. One that would last too long was written by a clock that has been put right. */
function read(name: string): Lease | null {
  try {
    const kept: Lease | null = JSON.parse(localStorage.getItem(name) ?? 'null')
    const left = kept === null ? 0 : kept.until - Date.now()
    return left > 0 && left <= LASTS ? kept : null
  } catch {
    return null
  }
}

function write(name: string, lease: Lease | null): void {
  try {
    if (lease === null) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(lease))
  } catch {
    // A browser that keeps nothing: only what is looked at listens.
  }
}
