/** A trial as data: who is there, and what happens when. The server plays it anew with each change. */

import { isObject, type Json, type JsonObject, objectOf, textOf } from '../model/json'
import { answersOf, CONTACT, type House, newScene, type Scene, startOf, workspaceOf } from './scene'

/** What was done so far, and how many seconds after the start it is. */
export type Trial = { scene: Scene; entries: JsonObject[]; now: number }

/** How long a trial can go on: what the server plays. */
export const LONGEST = 31 * 86_400

export function newTrial(scene: Scene = newScene(new Date())): Trial {
  return { scene, entries: [], now: 0 }
}

export function at(trial: Trial, what: JsonObject): Trial {
  return { ...trial, entries: [...trial.entries, { at: seconds(trial.now), ...what }] }
}

/** As the server takes it; `others` are the workflows that this one starts. */
export function storyOf(trial: Trial, document: JsonObject, others: readonly JsonObject[], house: House) {
  const start = startOf(trial.scene, house)
  const { parameters: _, ...whole } = document
  return {
    document: whole,
    workflows: [...others],
    workspace: workspaceOf(trial.scene, [document, ...others], house),
    timeline: [...answersOf(trial.scene), ...trial.entries],
    start: Number.isNaN(start) ? trial.scene.start : new Date(start).toISOString(),
    until: seconds(trial.now),
  }
}

export type Flaw = { pointer: string; detail: string }

/** What is wrong with the entry at a place of the timeline: where in what it does, such as `/form/why`. */
export function flawsAt(errors: readonly Flaw[], index: number): Flaw[] {
  const here = `/timeline/${index}`
  return errors
    .filter(({ pointer }) => pointer === here || pointer.startsWith(`${here}/`))
    .map(({ pointer, detail }) => ({ pointer: pointer.slice(here.length).replace(/^\/[^/]+/, ''), detail }))
}

export type FormField = { name: string; type: string; label: string; required: boolean }

/** What a shortcut asks the agent for. */
export function formOf(document: JsonObject): FormField[] {
  const trigger = objectOf(document, 'trigger')
  const fields = Array.isArray(trigger.form) ? trigger.form.filter(isObject) : []
  return fields.map((field) => ({
    name: textOf(field, 'name'),
    type: textOf(field, 'type'),
    label: textOf(field, 'label') || textOf(field, 'name'),
    required: field.required === true,
  }))
}

/** What another system could send so that the contact is found, with all that is saved of it. */
export function bodyFor(document: JsonObject, scene: Scene): string {
  const trigger = objectOf(document, 'trigger')
  const find = objectOf(trigger, 'contact')
  const save = objectOf(trigger, 'save')
  const { email, phone } = scene.contact
  const found: Record<string, string> = { email, phone: phone || '+34600111222', id: CONTACT }
  let body: JsonObject = {}
  for (const [way, path] of Object.entries(find)) body = within(body, namesIn(path), found[way] ?? '')
  for (const path of Object.values(save)) body = within(body, namesIn(path), '…')
  return JSON.stringify(body, null, 2)
}

function namesIn(path: Json): string[] {
  return typeof path === 'string' ? (path.match(/[\p{L}_][\p{L}\p{N}_-]*/gu) ?? []) : []
}

function within(body: JsonObject, names: string[], value: Json): JsonObject {
  const [name, ...rest] = names
  if (name === undefined) return body
  if (rest.length === 0) return name in body ? body : { ...body, [name]: value }
  return { ...body, [name]: within(objectOf(body, name), rest, value) }
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
/** A contact whom an agent has had from the beginning. */
const OTHER = /^(\S+@\S+)#\d+/
const WRITTEN = new Set(['message.received', 'message.sent', 'comment.created'])

/** What happened, in order: events tell when, messages and notes what was said. */
export function transcript({ events, messages }: Told): Line[] {
  const rest = [...messages]
  const lines: Line[] = []
  for (const { at: when, type, words } of events) {
    const other = OTHER.exec(words)
    if (WRITTEN.has(type)) {
      const message = rest.shift()
      if (message) lines.push(lineOf(message, when))
    } else if (other !== null) {
      if (type === 'conversation.closed')
        lines.push({ is: 'event', type: 'other_closed', who: other[1] ?? '', at: when })
    } else if (SHOWN.has(type)) {
      const who = /[^\s,]+@[^\s,]+/.exec(words)?.[0] ?? ''
      lines.push({ is: 'event', type: type.replace('.', '_'), who, at: when })
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
