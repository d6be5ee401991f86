/** The page as the server has it now; null: no network, or a server that is just starting. */
async function firstPage(): Promise<string | null> {
  const first = await fetch('/', { headers: { accept: 'text/html' }, cache: 'no-store' }).catch(() => null)
  return first?.ok ? first.text() : null
}

/**
 * Loads the page anew if the server has another version than the one it came from, whose parts are gone
 * with it. Nothing is lost by that: the address stays, and drafts are kept.
 */
export async function takeNewVersion(): Promise<void> {
  const script = document.querySelector<HTMLScriptElement>('script[type=module][src]')
  if (script === null) return
  const first = await firstPage()
  if (first !== null && !first.includes(new URL(script.src).pathname)) window.location.reload()
}

/** Loads the page anew if the server is there: a browser does not ask twice for a part that it could not have. */
export async function loadAnew(): Promise<void> {
  if ((await firstPage()) !== null) window.location.reload()
}
