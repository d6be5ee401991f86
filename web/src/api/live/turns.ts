/** Whether this page may listen to the server now, and word of every moment at which that may be another. */
export type Turns = {
  mine: () => boolean
  /** Calls back until the signal: also when the network is back, the moment to try again. */
  onChange: (call: () => void, signal: AbortSignal) => void
}

/** One of this browser's pages holds it. */
const LOCK = 'evenhand.listening'

/**
 * A browser opens no more than six connections to a server that speaks HTTP/1.1, and a page that listens
 * holds one of them. So only what is looked at listens, and one page more, which keeps its person present
 * while nobody looks. Where there are no locks (plain http over a network) every page listens.
 */
export function takeTurns(signal: AbortSignal): Turns {
  const calls = new Set<() => void>()
  const tell = () => {
    for (const call of [...calls]) call()
  }
  let held = navigator.locks === undefined
  if (!held) {
    const hold = () => {
      held = true
      tell()
      return new Promise<void>((leave) => signal.addEventListener('abort', () => leave()))
    }
    void navigator.locks.request(LOCK, { signal }, hold).catch(() => {})
  }
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
