/** The kinds of steps: forms, icons, summaries, the outline and search all follow from this list. */

import {
  IconArrowBackUp,
  IconCalendarClock,
  IconFlagCheck,
  IconForms,
  IconGitBranch,
  IconHourglass,
  IconMessage,
  IconMessage2Question,
  IconMessageOff,
  IconMessagePlus,
  IconNote,
  IconPlayerTrackNext,
  IconTag,
  IconUserShare,
  IconWorldUpload,
} from '@tabler/icons-react'
import { type JsonObject, textOf } from '../model/json'
import type { Field, StepKind, WayOut } from './types'

const FROM_POOL = (step: JsonObject) => step.action === 'team' || step.action === 'workspace'
const is = (key: string, ...values: string[]) => {
  return (step: JsonObject) => values.includes(textOf(step, key))
}

const ON_FAILURE: WayOut = { key: 'on_failure' }

const ASSIGN: Field[] = [
  {
    key: 'action',
    input: 'choice',
    required: true,
    options: ['team', 'workspace', 'user', 'unassign'],
  },
  { key: 'team', input: 'team', required: true, when: is('action', 'team') },
  { key: 'user', input: 'user', required: true, when: is('action', 'user') },
  {
    key: 'logic',
    input: 'choice',
    options: ['round_robin', 'least_open'],
    default: 'round_robin',
    when: FROM_POOL,
  },
  { key: 'only_online', input: 'switch', default: false, when: FROM_POOL },
  { key: 'max_open_contacts', input: 'number', min: 1, max: 1_000_000, when: FROM_POOL },
  {
    key: 'exclude',
    input: 'choices',
    options: ['current_assignee', 'previous_assignees'],
    default: [],
    when: FROM_POOL,
  },
  { key: 'timeout', input: 'duration', default: '7d', when: FROM_POOL },
  {
    key: 'priority',
    input: 'number',
    min: -1_000_000,
    max: 1_000_000,
    default: 0,
    when: FROM_POOL,
    more: true,
  },
  {
    key: 'when_empty',
    input: 'choice',
    options: ['exit', 'next_step'],
    default: 'exit',
    when: FROM_POOL,
    more: true,
  },
]

const BOUNDED = is('question_type', 'number', 'rating', 'date', 'text')

const ASK: Field[] = [
  { key: 'text', input: 'template', required: true },
  {
    key: 'question_type',
    input: 'choice',
    required: true,
    options: ['text', 'multiple_choice', 'number', 'date', 'phone', 'email', 'url', 'rating', 'location'],
  },
  { key: 'choices', input: 'texts', required: true, when: is('question_type', 'multiple_choice') },
  { key: 'min', input: 'bound', when: BOUNDED },
  { key: 'max', input: 'bound', when: BOUNDED },
  { key: 'save_as', input: 'save_as', required: true },
  { key: 'timeout', input: 'duration', default: '7d' },
  { key: 'max_attempts', input: 'number', min: 1, max: 100, default: 3, more: true },
  { key: 'retry_text', input: 'template', more: true },
]

export const STEP_KINDS: readonly StepKind[] = [
  {
    type: 'send_message',
    icon: IconMessage,
    group: 'talk',
    colour: 'blue',
    fields: [
      { key: 'text', input: 'template', required: true },
      { key: 'channel', input: 'channel', default: 'last_interacted', more: true },
    ],
    ways: [ON_FAILURE],
    start: { text: '' },
    says: ['text'],
  },
  {
    type: 'ask_question',
    icon: IconMessage2Question,
    group: 'talk',
    colour: 'blue',
    fields: ASK,
    ways: [{ key: 'on_timeout' }, { key: 'on_invalid' }],
    start: { text: '', question_type: 'text', save_as: { variable: 'answer' } },
    says: ['text'],
  },
  {
    type: 'add_comment',
    icon: IconNote,
    group: 'talk',
    colour: 'yellow',
    fields: [{ key: 'text', input: 'template', required: true }],
    start: { text: '' },
    says: ['text'],
  },
  {
    type: 'assign_to',
    icon: IconUserShare,
    group: 'route',
    colour: 'pine',
    fields: ASSIGN,
    ways: [{ key: 'on_timeout', when: FROM_POOL }, ON_FAILURE],
    start: { action: 'team' },
    says: ['action', 'team', 'user', 'logic', 'only_online'],
  },
  {
    type: 'branch',
    icon: IconGitBranch,
    group: 'route',
    colour: 'grape',
    fields: [],
    branches: true,
    paths: ['else'],
    last: true,
    start: { branches: [{ name: '', all: [], steps: [] }] },
    says: ['branches'],
  },
  {
    type: 'date_time',
    icon: IconCalendarClock,
    group: 'route',
    colour: 'grape',
    fields: [
      { key: 'business_hours', input: 'period', required: true },
      { key: 'timezone', input: 'time_zone' },
      { key: 'holidays', input: 'country' },
    ],
    paths: ['inside', 'outside'],
    last: true,
    start: { business_hours: days('09:00-17:00') },
    says: ['business_hours', 'from', 'to'],
  },
  {
    type: 'wait',
    icon: IconHourglass,
    group: 'route',
    colour: 'orange',
    fields: [{ key: 'duration', input: 'duration', required: true }],
    start: { duration: '15m' },
    says: ['duration'],
  },
  {
    type: 'jump_to',
    icon: IconArrowBackUp,
    group: 'route',
    colour: 'orange',
    fields: [
      { key: 'step', input: 'step', required: true },
      { key: 'max_jumps', input: 'number', min: 1, max: 10, default: 3 },
    ],
    says: ['step'],
  },
  {
    type: 'trigger_workflow',
    icon: IconPlayerTrackNext,
    group: 'route',
    colour: 'orange',
    fields: [
      { key: 'workflow', input: 'workflow', required: true },
      { key: 'start_at', input: 'line', more: true },
      { key: 'variables', input: 'pairs', more: true },
    ],
    says: ['workflow'],
  },
  {
    type: 'end',
    icon: IconFlagCheck,
    group: 'route',
    colour: 'gray',
    fields: [],
    last: true,
    says: [],
  },
  {
    type: 'update_contact_field',
    icon: IconForms,
    group: 'contact',
    colour: 'teal',
    fields: [
      { key: 'field', input: 'contact_field', required: true },
      { key: 'value', input: 'template_line', required: true },
    ],
    start: { value: '' },
    says: ['field', 'value'],
  },
  {
    type: 'update_contact_tag',
    icon: IconTag,
    group: 'contact',
    colour: 'teal',
    fields: [
      { key: 'add', input: 'tags' },
      { key: 'remove', input: 'tags' },
    ],
    says: ['add', 'remove'],
  },
  {
    type: 'open_conversation',
    icon: IconMessagePlus,
    group: 'contact',
    colour: 'teal',
    fields: [],
    says: [],
  },
  {
    type: 'close_conversation',
    icon: IconMessageOff,
    group: 'contact',
    colour: 'teal',
    fields: [
      { key: 'category', input: 'category' },
      { key: 'summary', input: 'template' },
    ],
    says: ['category', 'summary'],
  },
  {
    type: 'http_request',
    icon: IconWorldUpload,
    group: 'outside',
    colour: 'indigo',
    fields: [
      {
        key: 'method',
        input: 'choice',
        options: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
        default: 'POST',
      },
      { key: 'url', input: 'template_line', required: true },
      { key: 'headers', input: 'pairs' },
      { key: 'body', input: 'body', when: (step) => step.method !== 'GET' },
      { key: 'save', input: 'pairs' },
      { key: 'save_status_as', input: 'line', more: true },
      { key: 'timeout', input: 'duration', default: '10s', more: true },
    ],
    ways: [ON_FAILURE],
    start: { url: 'https://' },
    says: ['method', 'url'],
  },
]

const BY_TYPE = new Map(STEP_KINDS.map((kind) => [kind.type, kind]))

/** The kind of a step; undefined for one that the builder does not know. */
export function kindOf(step: JsonObject): StepKind | undefined {
  return BY_TYPE.get(textOf(step, 'type'))
}

/** The keys that a field of a form writes. */
export function keysOf(field: Field): readonly string[] {
  return field.input === 'period' ? ['business_hours', 'from', 'to'] : [field.key]
}

/** Whether a form shows something in a step where it is mended; `place`: such as `save/code`. */
export function hasForm(step: JsonObject, place: string): boolean {
  const [head = ''] = place.split('/')
  if (head === 'branches') return place !== head && kindOf(step)?.branches === true
  const shown = (kindOf(step)?.fields ?? []).filter((field) => field.when?.(step) !== false)
  return shown.flatMap(keysOf).includes(head)
}

export function newStep(kind: StepKind): JsonObject {
  return { type: kind.type, ...structuredClone(kind.start ?? {}) }
}

/** The step without what its other fields leave no room for (a team where nobody is assigned). */
export function fitting(step: JsonObject, before: JsonObject = step): JsonObject {
  const dates = step.question_type === 'date'
  // The bounds of a number say nothing of a date.
  if (dates !== (before.question_type === 'date')) {
    const { min: _, max: __, ...boundless } = step
    return fitting(boundless)
  }
  const kind = kindOf(step)
  const misplaced = [...(kind?.fields ?? []), ...(kind?.ways ?? [])].filter(
    (each) => each.when?.(step) === false,
  )
  if (misplaced.every(({ key }) => !(key in step))) return step
  const gone = new Set(misplaced.map(({ key }) => key))
  return Object.fromEntries(Object.entries(step).filter(([key]) => !gone.has(key)))
}

function days(hours: string): JsonObject {
  return Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [hours]]))
}
