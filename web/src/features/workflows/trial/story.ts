/** A trial as data: who is there, and what happens when. The server plays it anew with each change. */

import { triggerOf } from '../catalogue/triggers'
import { isObject, type Json, type JsonObject, textOf } from '../model/json'
import { entriesOf } from '../model/tree'

/** What was done so far, and how many seconds after the start it is. */
export type Trial = { entries: JsonObject[]; now: number }

export const NEW_TRIAL: Trial = { entries: [], now: 0 }
export const CONTACT = 'carl'
const EMAIL = 'carl@try.test'

export type Agent = { email: string; name: string }

const AGENTS: Agent[] = [
  { email: 'ana@try.test', name: 'Ana Rossi' },
  { email: 'ben@try.test', name: 'Ben Okri' },
]

/** Two made-up agents, and whomever the document names. */
export function agentsOf(document: JsonObject): Agent[] {
  const named = new Set<string>()
  for (const { step } of entriesOf(document)) {
    const email = textOf(step, 'user').trim().toLowerCase()
    if (email.includes('@')) named.add(email)
  }
  return [...AGENTS, ...[...named].map((email) => ({ email, name: email.split('@')[0] ?? email }))]
}

type House = { channels: string[]; categories: string[]; fields: { name: string; type: string }[] }

/** The workspace of the trial: the teams that the document names, all agents in each of them and online. */
export function workspaceOf(document: JsonObject, house: House): JsonObject {
  const teams = [...new Set(entriesOf(document).map(({ step }) => textOf(step, 'team').trim()))].filter(
    Boolean,
  )
  const users = agentsOf(document).map(({ email, name }) => ({ email, name, teams, status: 'online' }))
  return {
    teams,
    users,
    contacts: [{ id: CONTACT, first_name: 'Carl', last_name: 'Weber', email: EMAIL, language: 'en' }],
    custom_fields: house.fields.map(({ name, type }) => ({ name, type })),
    closing_categories: house.categories,
    ...(house.channels.length > 0 ? { channels: house.channels } : {}),
  }
}

/** The document as it is tried: what only people or the API start is started like a shortcut. */
export function triable(document: JsonObject): JsonObject {
  const { parameters: _, ...whole } = document
  const trigger = isObject(document.trigger) ? document.trigger : {}
  return trigger.type === 'manual' ? { ...whole, trigger: { type: 'shortcut' } } : whole
}

/** What starts the workflow beside what contact and agents do; null where nothing else does. */
export function startOf(document: JsonObject, agent: Agent): JsonObject | null {
  const trigger = isObject(document.trigger) ? document.trigger : {}
  const kind = triggerOf(textOf(trigger, 'type'))
  const workflow = textOf(document, 'name')
  if (kind?.type === 'shortcut' || kind?.type === 'manual')
    return { shortcut: { workflow, contact: CONTACT, by: agent.email } }
  return null
}

/** What another system could send so that the contact is found; null where the workflow takes nothing of the kind. */
export function bodyFor(document: JsonObject): string | null {
  const trigger = isObject(document.trigger) ? document.trigger : {}
  if (trigger.type !== 'incoming_webhook' || !isObject(trigger.contact)) return null
  const keys = textOf(trigger.contact, 'email').match(/[A-Za-z_]\w*/g) ?? ['email']
  const body = keys.reduceRight<Json>((inner, key) => ({ [key]: inner }), EMAIL)
  return JSON.stringify(body)
}

export function at(trial: Trial, what: JsonObject): Trial {
  return { ...trial, entries: [...trial.entries, { at: seconds(trial.now), ...what }] }
}

/** A length of time as stories have it. */
export function seconds(number: number): string {
  return `${Math.round(number)}s`
}

export type Line =
  | { is: 'message'; from: 'contact' | 'workflow' | 'agent'; sender: string; text: string; at: string }
  | { is: 'note'; sender: string; text: string; at: string }
  | { is: 'event'; type: string; who: string; at: string }

type Told = {
  events: readonly { at: string; type: string; words: string }[]
  messages: readonly { sender: string; text: string; internal: boolean }[]
}

const SHOWN = new Set([
  'contact.assigned',
  'contact.unassigned',
  'conversation.opened',
  'conversation.closed',
  'contact.updated',
  'user.status_changed',
  'run.started',
  'run.waiting',
  'run.skipped',
  'run.ended',
])
const WRITTEN = new Set(['message.received', 'message.sent', 'comment.created'])

/** What happened, in order: events tell when, messages and notes what was said. */
export function transcript({ events, messages }: Told): Line[] {
  const rest = [...messages]
  const lines: Line[] = []
  for (const { at: when, type, words } of events) {
    if (WRITTEN.has(type)) {
      const message = rest.shift()
      if (message) lines.push(lineOf(message, when))
    } else if (SHOWN.has(type)) {
      lines.push({
        is: 'event',
        type: type.replace('.', '_'),
        who: /[^\s,]+@[^\s,]+/.exec(words)?.[0] ?? '',
        at: when,
      })
    }
  }
  return lines
}

function lineOf({ sender, text, internal }: Told['messages'][number], when: string): Line {
  if (internal) return { is: 'note', sender, text, at: when }
  const from = sender === 'contact' || sender === 'workflow' ? sender : 'agent'
  return { is: 'message', from, sender, text, at: when }
}

/** The choices that the contact was given last, if there was no answer yet. */
export function choicesOf(
  messages: readonly { sender: string; choices: string[]; internal: boolean }[],
): string[] {
  const last = messages.findLast((message) => !message.internal)
  return last && last.sender !== 'contact' ? last.choices : []
}
