/**
 * Loads the page anew if the server has another version than the one it came from, whose parts are gone
 * with it. Nothing is lost by that: the address stays, and drafts are kept.
 */
export async function takeNewVersion(): Promise<void> {
  const script = document.querySelector<HTMLScriptElement>('script[type=module][src]')
  if (script === null) return
  const first = await fetch('/', { headers: { accept: 'text/html' }, cache: 'no-store' }).catch(() => null)
  if (!first?.ok) return // no network, or a server that is just starting
  if (!(await first.text()).includes(new URL(script.src).pathname)) window.location.reload()
}
