import type { EventView } from '../schema.gen'

/** What queries hold, by the first part of their keys. */
export type Root =
  | 'me'
  | 'workspace'
  | 'users'
  | 'teams'
  | 'caps'
  | 'channels'
  | 'closing_categories'
  | 'custom_fields'
  | 'tokens'
  | 'webhooks'
  | 'workflows'
  | 'runs'
  | 'queue'
  | 'reports'
  | 'conversations'
  | 'counts'

/** What is shown of one contact; keys are `['contact', id, part]`. Its log, `events`, takes each event as it comes. */
export type ContactPart = 'profile' | 'messages' | 'comments' | 'events' | 'decisions' | 'runs'

export type Effects = {
  /** Whole kinds of queries that are to be loaded again. */
  roots: Root[]
  /** Parts of the event's contact that are to be loaded again; of every contact, where the event has none. */
  parts: ContactPart[]
  /** Whether the contact's line in lists of conversations is another now, or found by other words. */
  line: boolean
}

function effects(roots: Root[], parts: ContactPart[] = [], line = false): Effects {
  return { roots, parts, line }
}

const LOAD: Root[] = ['counts', 'users', 'queue', 'reports']
const MEMBERS: Root[] = ['teams', 'users', 'counts', 'conversations', 'queue', 'reports']
/** All of it, its log as well: what an agent was not to see was not told, and would be missing. */
const WHOLE_CONTACT: ContactPart[] = ['profile', 'messages', 'comments', 'events', 'decisions', 'runs']

/** What each type of event changes in what is shown. */
export const EFFECTS = {
  'contact.created': effects([]),
  'contact.updated': effects(['queue'], ['profile'], true),
  'contact.assigned': effects(LOAD, WHOLE_CONTACT, true),
  'contact.unassigned': effects(LOAD, WHOLE_CONTACT, true),
  'contact.deleted': effects([...LOAD, 'runs'], WHOLE_CONTACT, true),
  'conversation.opened': effects(LOAD, ['profile'], true),
  'conversation.closed': effects(LOAD, ['profile'], true),
  'message.received': effects([], ['messages', 'profile'], true),
  'message.sent': effects(['reports'], ['messages', 'profile'], true),
  'message.failed': effects([], ['messages'], true),
  'comment.created': effects([], ['comments'], true),
  'run.started': effects(['runs', 'workflows'], ['runs'], true),
  'run.moved': effects(['runs', 'queue'], ['runs'], true),
  'run.waiting': effects(['runs', 'workflows', 'queue', 'reports'], ['runs'], true),
  'run.skipped': effects(['runs'], ['runs'], true),
  'run.ended': effects(['runs', 'workflows', 'queue', 'reports'], ['runs'], true),
  'user.created': effects(['users', 'teams', 'queue']),
  'user.updated': effects(
    ['users', 'teams', 'me', 'conversations', 'queue', 'reports', 'tokens'],
    ['profile', 'decisions'],
  ),
  'user.deleted': effects(
    ['users', 'teams', 'conversations', 'counts', 'queue', 'tokens', 'me'],
    ['profile'],
  ),
  'user.seen': effects([]),
  'user.status_changed': effects(['users', 'me', 'queue', 'teams']),
  'team.created': effects(['teams', 'caps', 'counts']),
  'team.deleted': effects([...MEMBERS, 'caps'], WHOLE_CONTACT),
  'team.joined': effects(MEMBERS, WHOLE_CONTACT),
  'team.left': effects(MEMBERS, WHOLE_CONTACT),
  'team.members_changed': effects(MEMBERS, WHOLE_CONTACT),
  'channel.created': effects(['channels']),
  'channel.updated': effects(['channels']),
  'channel.deleted': effects(['channels']),
  'closing_category.created': effects(['closing_categories']),
  'closing_category.deleted': effects(['closing_categories']),
  'custom_field.created': effects(['custom_fields'], ['profile']),
  'custom_field.deleted': effects(['custom_fields'], ['profile']),
  'token.created': effects(['tokens']),
  'token.deleted': effects(['tokens']),
  'webhook.created': effects(['webhooks']),
  'webhook.updated': effects(['webhooks']),
  'webhook.deleted': effects(['webhooks']),
  'webhook.disabled': effects(['webhooks']),
  'webhook.replayed': effects(['webhooks']),
  'workflow.created': effects(['workflows']),
  'workflow.updated': effects(['workflows', 'caps', 'runs'], ['runs']),
  'workflow.published': effects(['workflows', 'caps']),
  'workflow.stopped': effects(['workflows', 'caps', 'runs', 'queue']),
  'workflow.key_renewed': effects(['workflows']),
  'workflow.deleted': effects(['workflows', 'caps', 'runs', 'queue']),
  'workspace.created': effects(['workspace']),
  'workspace.updated': effects(
    ['workspace', 'me', 'conversations', 'counts', 'queue', 'reports'],
    WHOLE_CONTACT,
  ),
} satisfies Record<string, Effects>

export type EventType = keyof typeof EFFECTS

/** What an event changes; null for a type that is newer than this page: then everything may have changed. */
export function effectsOf(event: Pick<EventView, 'type'>): Effects | null {
  return event.type in EFFECTS ? EFFECTS[event.type as EventType] : null
}
