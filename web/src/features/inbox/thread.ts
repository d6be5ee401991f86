import type { EventView } from '@/api/schema.gen'

/** What stands in a thread; everything else in a contact's log is told elsewhere or too small. */
const SHOWN = new Set([
  'message.received',
  'message.sent',
  'comment.created',
  'conversation.opened',
  'conversation.closed',
  'contact.assigned',
  'contact.unassigned',
  'run.started',
])

/** A run that ended as it should has nothing to tell. */
function isShown({ type, data }: EventView): boolean {
  return SHOWN.has(type) || (type === 'run.ended' && data?.state !== 'completed')
}

export type Day = { day: string; events: EventView[] }

/** The events of a thread by day, oldest first; given newest first and in parts, as they are fetched. */
export function daysOf(pages: { items: EventView[] }[], zone?: string): Day[] {
  const dayOf = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: zone })
  const days: Day[] = []
  const events = pages.flatMap((page) => page.items).filter((event) => isShown(event))
  for (const event of events.reverse()) {
    const day = dayOf.format(new Date(event.at))
    const last = days.at(-1)
    if (last?.day === day) last.events.push(event)
    else days.push({ day, events: [event] })
  }
  return days
}

export type Actor = { kind: 'user' | 'workflow' | 'api' | 'contact' | 'system'; id: number | null }

/** Who did it: `user:5`, `workflow:12`, `api`, `contact` or `system`. */
export function actorOf(text: string): Actor {
  const [kind, id] = text.split(':')
  return { kind: kind as Actor['kind'], id: id === undefined ? null : Number(id) }
}

export type Part = { text: string; mention: boolean }

/** A note's text in parts: `@{ana@example.com}` is a mention, shown as the person's name. */
export function partsOf(text: string, nameOf: (email: string) => string | undefined): Part[] {
  return text
    .split(/(@\{[^{}\s]+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const email = /^@\{(.+)\}$/.exec(part)?.[1]
      return email === undefined
        ? { text: part, mention: false }
        : { text: `@${nameOf(email.toLowerCase()) ?? email}`, mention: true }
    })
}
