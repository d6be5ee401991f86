import { leased } from './lease'

/** Whether this page may listen to the server now, and word of every moment at which that may be another. */
export type Turns = {
  mine: () => boolean
  /** Calls back until the signal: also when the network is back, the moment to try again. */
  onChange: (call: () => void, signal: AbortSignal) => void
}

/** One of this browser's pages has it. */
const TURN = 'evenhand.listening'

/**
 * A browser opens no more than six connections to a server that speaks HTTP/1.1, and a page that listens
 * holds one of them. So only what is looked at listens, and one page more, which keeps its person present
 * while nobody looks. There are no locks on plain http over a network: a lease does there.
 */
export function takeTurns(signal: AbortSignal): Turns {
  const calls = new Set<() => void>()
  const tell = () => {
    for (const call of [...calls]) call()
  }
  let held = false
  const hold = (now: boolean) => {
    held = now
    tell()
  }
  if (navigator.locks === undefined) leased(TURN, signal, hold)
  else locked(TURN, signal, hold)
  document.addEventListener('visibilitychange', tell, { signal })
  window.addEventListener('online', tell, { signal })
  return {
    mine: () => held || document.visibilityState === 'visible',
    onChange(call, until) {
      calls.add(call)
      until.addEventListener('abort', () => calls.delete(call))
    },
  }
}

function locked(name: string, signal: AbortSignal, hold: (now: boolean) => void): void {
  const keep = () => {
    hold(true)
    return new Promise<void>((leave) => signal.addEventListener('abort', () => leave()))
  }
  void navigator.locks.request(name, { signal }, keep).catch(() => {})
}
