import type { TablerIcon } from '@tabler/icons-react'
import { createContext, type ReactNode, use, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Person } from '@/api/schema.gen'

/** One thing that can be done now: offered by the palette, and by its key outside of fields. */
export type Command = {
  id: string
  label: string
  /** One key (`c`, `?`) or two in a row (`g i`). */
  keys?: string
  /** Other words by which one may look for it. */
  words?: string
  icon?: TablerIcon
  run: () => void
}

/** What can be done now with any person: too many for a command each. */
type PersonCommand = { label: (name: string) => string; run: (person: Person) => void }

export type CommandGroup = {
  title: string
  commands: Command[]
  /** Whether it belongs to every page rather than to this one. */
  everywhere?: boolean | undefined
}

type Registry = {
  groups: Map<string, CommandGroup>
  put: (id: string, group: CommandGroup | null) => void
  forPerson: { current: PersonCommand | null }
}

const Context = createContext<Registry | null>(null)
const PAUSE = 1000 // milliseconds that the second key of two may take

export function CommandsProvider({ children }: { children: ReactNode }) {
  const [groups, setGroups] = useState<Map<string, CommandGroup>>(new Map())
  const forPerson = useRef<PersonCommand>(null)
  const registry = useMemo(() => {
    const put = (id: string, group: CommandGroup | null) =>
      setGroups((before) => {
        const after = new Map(before)
        if (group === null) after.delete(id)
        else after.set(id, group)
        return after
      })
    return { groups, put, forPerson }
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
export function useCommands(title: string, commands: Command[], where?: 'everywhere'): void {
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
    putLatest.current(id, { title, commands: standing, everywhere: where === 'everywhere' })
    return () => putLatest.current(id, null)
  }, [id, shape, where])
}

/** What can be done now, for the palette and the sheet of keys: first what belongs to the page. */
export function useCommandGroups(): CommandGroup[] {
  const { groups } = useRegistry()
  const joined = new Map<string, CommandGroup>()
  for (const group of groups.values()) {
    const before = joined.get(group.title)?.commands ?? []
    joined.set(group.title, { ...group, commands: [...before, ...group.commands] })
  }
  return [...joined.values()]
    .filter((group) => group.commands.length > 0)
    .sort((a, b) => Number(a.everywhere) - Number(b.everywhere))
}

/** Offers something to be done with any person while the component is shown; one at a time. */
export function usePersonCommand(command: PersonCommand): void {
  const { forPerson } = useRegistry()
  useEffect(() => {
    forPerson.current = command
    return () => {
      forPerson.current = null
    }
  }, [forPerson, command])
}

/** Tells what can be done with any person at the moment of asking. */
export function useAskPersonCommand(): () => PersonCommand | null {
  const { forPerson } = useRegistry()
  return () => forPerson.current
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
  const inDialog = useRef(false)
  // Before the dialog itself hears the key: one that the key closes is not there afterwards.
  useEffect(() => {
    const look = () => {
      inDialog.current = document.querySelector('[aria-modal="true"]') !== null
    }
    window.addEventListener('keydown', look, true)
    return () => window.removeEventListener('keydown', look, true)
  }, [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isInField(event.target) || inDialog.current) return
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
