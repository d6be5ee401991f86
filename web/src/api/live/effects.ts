import type { EventView } from '../schema.gen'

/** What queries hold, by the first part of their keys. */
export type Root =
  | 'me'
  | 'workspace'
  | 'users'
  | 'teams'
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
  | 'contacts'

/** What is shown of one contact; keys are `['contact', id, part]`. Its log, `events`, takes each event as it comes. */
export type ContactPart = 'profile' | 'messages' | 'comments' | 'events' | 'decisions' | 'runs'

export type Effects = {
  /** Whole kinds of queries that are to be loaded again. */
  roots: Root[]
  /** Parts of the event's contact that are to be loaded again. */
  parts: ContactPart[]
  /** Whether the contact's line in lists of conversations is another now. */
  line: boolean
}

function effects(roots: Root[], parts: ContactPart[] = [], line = false): Effects {
  return { roots, parts, line }
}

const LOAD: Root[] = ['counts', 'users', 'queue', 'reports']
const WHOLE_CONTACT: ContactPart[] = ['profile', 'messages', 'comments', 'decisions', 'runs']

/** What each type of event changes in what is shown. */
export const EFFECTS = {
  'contact.created': effects(['contacts']),
  'contact.updated': effects(['contacts'], ['profile'], true),
  'contact.assigned': effects([...LOAD, 'contacts'], ['profile', 'decisions'], true),
  'contact.unassigned': effects([...LOAD, 'contacts'], ['profile', 'decisions'], true),
  'contact.deleted': effects([...LOAD, 'contacts', 'runs'], WHOLE_CONTACT, true),
  'conversation.opened': effects([...LOAD, 'contacts'], ['profile'], true),
  'conversation.closed': effects([...LOAD, 'contacts'], ['profile'], true),
  'message.received': effects([], ['messages', 'profile'], true),
  'message.sent': effects(['reports'], ['messages', 'profile'], true),
  'message.failed': effects([], ['messages'], true),
  'comment.created': effects([], ['comments'], true),
  'run.started': effects(['runs', 'workflows'], ['runs'], true),
  'run.moved': effects(['runs'], ['runs'], true),
  'run.waiting': effects(['runs', 'workflows', 'queue', 'reports'], ['runs'], true),
  'run.skipped': effects(['runs'], ['runs'], true),
  'run.ended': effects(['runs', 'workflows', 'queue', 'reports'], ['runs'], true),
  'user.created': effects(['users', 'teams', 'queue']),
  'user.updated': effects(['users', 'teams', 'me', 'conversations', 'contacts', 'queue']),
  'user.deleted': effects(['users', 'teams', 'conversations', 'contacts', 'counts', 'queue', 'tokens', 'me']),
  'user.seen': effects([]),
  'user.status_changed': effects(['users', 'me', 'queue', 'teams']),
  'team.created': effects(['teams', 'counts']),
  'team.deleted': effects(['teams', 'users', 'counts', 'conversations', 'queue']),
  'team.joined': effects(['teams', 'users', 'counts', 'conversations', 'queue']),
  'team.left': effects(['teams', 'users', 'counts', 'conversations', 'queue']),
  'team.members_changed': effects(['teams', 'users', 'counts', 'conversations', 'queue']),
  'channel.created': effects(['channels']),
  'channel.updated': effects(['channels']),
  'channel.deleted': effects(['channels']),
  'closing_category.created': effects(['closing_categories']),
  'closing_category.deleted': effects(['closing_categories']),
  'custom_field.created': effects(['custom_fields', 'contacts']),
  'custom_field.deleted': effects(['custom_fields', 'contacts']),
  'token.created': effects(['tokens']),
  'token.deleted': effects(['tokens']),
  'webhook.created': effects(['webhooks']),
  'webhook.updated': effects(['webhooks']),
  'webhook.deleted': effects(['webhooks']),
  'webhook.disabled': effects(['webhooks']),
  'webhook.replayed': effects(['webhooks']),
  'workflow.created': effects(['workflows']),
  'workflow.updated': effects(['workflows']),
  'workflow.published': effects(['workflows']),
  'workflow.stopped': effects(['workflows', 'runs', 'queue']),
  'workflow.key_renewed': effects(['workflows']),
  'workflow.deleted': effects(['workflows', 'runs', 'queue']),
  'workspace.created': effects(['workspace']),
  'workspace.updated': effects(['workspace', 'me', 'conversations', 'counts', 'contacts']),
} satisfies Record<string, Effects>

export type EventType = keyof typeof EFFECTS

/** What an event changes; null for a type that is newer than this page: then everything may have changed. */
export function effectsOf(event: Pick<EventView, 'type'>): Effects | null {
  return event.type in EFFECTS ? EFFECTS[event.type as EventType] : null
}
