import { createContext, type ReactNode, use, useEffect, useId, useMemo, useRef, useState } from 'react'

/** One thing that can be done now: offered by the palette, and by its key outside of fields. */
export type Command = {
  id: string
  label: string
  /** One key (`c`, `?`) or two in a row (`g i`). */
  keys?: string
  run: () => void
}

export type CommandGroup = { title: string; commands: Command[] }

type Registry = {
  groups: Map<string, CommandGroup>
  put: (id: string, group: CommandGroup | null) => void
}

const Context = createContext<Registry | null>(null)
const PAUSE = 1000 // milliseconds that the second key of two may take

export function CommandsProvider({ children }: { children: ReactNode }) {
  const [groups, setGroups] = useState<Map<string, CommandGroup>>(new Map())
  const registry = useMemo(() => {
    const put = (id: string, group: CommandGroup | null) =>
      setGroups((before) => {
        const after = new Map(before)
        if (group === null) after.delete(id)
        else after.set(id, group)
        return after
      })
    return { groups, put }
  }, [groups])
  useKeys(groups)
  return <Context value={registry}>{children}</Context>
}

function useRegistry(): Registry {
  const registry = use(Context)
  if (registry === null) throw new Error('There is no CommandsProvider around this.')
  return registry
}

/** Offers commands while the component is shown. `run` may change with each render. */
export function useCommands(title: string, commands: Command[]): void {
  const id = useId()
  const { put } = useRegistry()
  const latest = useRef(commands)
  latest.current = commands
  const shape = JSON.stringify([title, commands.map(({ id, label, keys }) => [id, label, keys])])
  const putLatest = useRef(put)
  putLatest.current = put
  useEffect(() => {
    const [title] = JSON.parse(shape) as [string]
    const standing = latest.current.map((command, index) => ({
      ...command,
      run: () => latest.current[index]?.run(),
    }))
    putLatest.current(id, { title, commands: standing })
    return () => putLatest.current(id, null)
  }, [id, shape])
}

/** What can be done now, for the palette and the sheet of keys. */
export function useCommandGroups(): CommandGroup[] {
  const { groups } = useRegistry()
  return [...groups.values()].filter((group) => group.commands.length > 0)
}

/** Whether keys belong to what has the focus rather than to the page. */
export function isInField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="textbox"], [contenteditable="true"]') !== null
  )
}

function useKeys(groups: Map<string, CommandGroup>) {
  const pending = useRef({ key: '', at: 0 })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isInField(event.target) || document.querySelector('[aria-modal="true"]') !== null) return
      const now = performance.now()
      const first = now - pending.current.at < PAUSE ? pending.current.key : ''
      const commands = [...groups.values()].flatMap((group) => group.commands)
      const pressed = first === '' ? [event.key] : [`${first} ${event.key}`, event.key]
      const found = pressed.map((keys) => commands.find((each) => each.keys === keys)).find(Boolean)
      pending.current = found ? { key: '', at: 0 } : { key: event.key, at: now }
      if (found) {
        event.preventDefault()
        found.run()
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [groups])
}
