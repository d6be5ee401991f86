/** Whether a person is at the page: the server is told, since it takes who does nothing for away. */

const IDLE_AFTER = 60_000
let last = Date.now()

function touched() {
  last = Date.now()
}

if (typeof window !== 'undefined') {
  for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const)
    window.addEventListener(event, touched, { passive: true, capture: true })
}

/** No key, click or move for a minute. */
export function isIdle(): boolean {
  return Date.now() - last > IDLE_AFTER
}
