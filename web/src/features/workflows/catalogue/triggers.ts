/** What can start a workflow. */

import {
  IconArrowsExchange,
  IconBolt,
  IconForms,
  IconHandClick,
  IconMessageCheck,
  IconMessageDown,
  IconMessagePlus,
  IconTags,
  IconUserCheck,
} from '@tabler/icons-react'
import type { Category, TriggerKind } from './types'

const TEXT: Category = { type: 'text' }
const CHANNEL: Category = { type: 'text', picks: 'channel' }

export const TRIGGER_KINDS: readonly TriggerKind[] = [
  {
    type: 'conversation_opened',
    icon: IconMessagePlus,
    fields: [],
    categories: {
      source: { type: 'text', choices: ['contact', 'user', 'workflow', 'api'] },
      channel: CHANNEL,
    },
    variables: [],
    start: { all: [{ category: 'source', operator: 'is_equal_to', value: 'contact' }] },
  },
  {
    type: 'conversation_closed',
    icon: IconMessageCheck,
    fields: [],
    categories: {
      source: { type: 'text', choices: ['user', 'workflow', 'api', 'auto_close'] },
      closing_category: { type: 'text', picks: 'category' },
    },
    variables: [],
  },
  {
    type: 'message_received',
    icon: IconMessageDown,
    fields: [],
    categories: { channel: CHANNEL, message_text: TEXT },
    variables: [],
  },
  {
    type: 'contact_assigned',
    icon: IconUserCheck,
    fields: [],
    categories: { source: { type: 'text', choices: ['user', 'workflow', 'api'] } },
    variables: [],
  },
  {
    type: 'contact_tag_updated',
    icon: IconTags,
    fields: [],
    categories: {
      tag: { type: 'text', picks: 'tag' },
      change: { type: 'text', choices: ['added', 'removed'] },
    },
    variables: ['tag', 'change'],
  },
  {
    type: 'contact_field_updated',
    icon: IconForms,
    fields: [],
    categories: {
      field: { type: 'text', picks: 'contact_field' },
      old_value: { type: 'anything' },
      new_value: { type: 'anything' },
    },
    variables: ['field', 'old_value', 'new_value'],
  },
  {
    type: 'shortcut',
    icon: IconHandClick,
    fields: [{ key: 'form', input: 'form' }],
    categories: {},
    variables: [],
  },
  {
    type: 'incoming_webhook',
    icon: IconArrowsExchange,
    fields: [
      { key: 'contact', input: 'find_contact', required: true },
      { key: 'save', label: 'saveData', input: 'pairs' },
    ],
    categories: {},
    variables: [],
    start: { contact: { email: '$.email' } },
  },
  { type: 'manual', icon: IconBolt, fields: [], categories: {}, variables: [] },
]

const BY_TYPE = new Map(TRIGGER_KINDS.map((kind) => [kind.type, kind]))

export function triggerOf(type: string): TriggerKind | undefined {
  return BY_TYPE.get(type)
}
