/** Who and what is there before a trial begins. */

import type { Status } from '@/ui/PersonAvatar'
import { type Json, type JsonObject, textOf } from '../model/json'
import { entriesOf } from '../model/tree'
import { moment, workingMorning } from './zone'

/** Who writes. `channel` null: the first that there is. */
export type Customer = {
  first_name: string
  last_name: string
  email: string
  phone: string
  language: string
  country: string
  tags: string[]
  fields: JsonObject
  channel: string | null
}

/** `teams` null: all of which the workflow speaks. `open`: contacts that the agent has already. */
export type Agent = { email: string; name: string; status: Status; teams: string[] | null; open: number }

/** What another system answers to a request. */
export type Answer = { url: string; status: number; body: string }

/** `start`: what a clock on the wall shows in `zone`; null: the workspace's. */
export type Scene = {
  contact: Customer
  agents: Agent[]
  start: string
  zone: string | null
  answers: Answer[]
}

/** What a trial takes over from the workspace. */
export type House = {
  timezone: string
  settings: JsonObject
  channels: string[]
  categories: string[]
  fields: { name: string; type: string }[]
  /** The names of people by e-mail. */
  people: ReadonlyMap<string, string>
}

export const CONTACT = 'carl'

export function newScene(now: Date): Scene {
  return {
    contact: {
      first_name: 'Carl',
      last_name: 'Weber',
      email: 'carl@try.test',
      phone: '',
      language: 'en',
      country: '',
      tags: [],
      fields: {},
      channel: null,
    },
    agents: [newAgent('Ana Rossi', 'ana@try.test'), newAgent('Ben Okri', 'ben@try.test')],
    start: workingMorning(now),
    zone: null,
    answers: [],
  }
}

function newAgent(name: string, email: string): Agent {
  return { name, email, status: 'online', teams: null, open: 0 }
}

const MORE_NAMES = ['Chen Li', 'Dina Haddad', 'Emil Novak', 'Fatou Diop', 'Goran Ilic', 'Hana Sato']

/** Another made-up agent. */
export function anotherAgent(agents: readonly Agent[]): Agent {
  const taken = new Set(agents.map(({ email }) => email))
  const first = (name: string) => `${name.split(' ')[0]?.toLowerCase()}@try.test`
  const name = MORE_NAMES.find((each) => !taken.has(first(each)))
  if (name !== undefined) return newAgent(name, first(name))
  let number = agents.length + 1
  while (taken.has(`agent${number}@try.test`)) number += 1
  return newAgent(`Agent ${number}`, `agent${number}@try.test`)
}

/** The agents of the scene, and whomever the workflows name. */
export function agentsOf(scene: Scene, documents: readonly JsonObject[], people: House['people']): Agent[] {
  const known = new Set(scene.agents.map(({ email }) => email))
  const named = texts(documents, 'user')
    .map((email) => email.toLowerCase())
    .filter((email) => email.includes('@') && !known.has(email))
  return [
    ...scene.agents,
    ...[...new Set(named)].map((email) => newAgent(people.get(email) ?? email.split('@')[0] ?? email, email)),
  ]
}

/** The agents, to choose one of. */
export function choicesFrom(agents: readonly Agent[]): { value: string; label: string }[] {
  return agents.map(({ email, name }) => ({ value: email, label: name }))
}

/** The teams of which the workflows speak. */
export function teamsOf(documents: readonly JsonObject[]): string[] {
  return [...new Set(texts(documents, 'team'))]
}

/** Whether a workflow asks another system for something. */
export function asks(documents: readonly JsonObject[]): boolean {
  return documents.some((document) => entriesOf(document).some(({ kind }) => kind === 'http_request'))
}

function texts(documents: readonly JsonObject[], key: string): string[] {
  return documents
    .flatMap((document) => entriesOf(document).map(({ step }) => textOf(step, key).trim()))
    .filter(Boolean)
}

/** The workspace of the trial, as stories have it. */
export function workspaceOf(scene: Scene, documents: readonly JsonObject[], house: House): JsonObject {
  const named = teamsOf(documents)
  const agents = agentsOf(scene, documents, house.people)
  const teams = [...new Set([...named, ...agents.flatMap((agent) => agent.teams ?? [])])]
  const { channel, tags, fields, ...about } = scene.contact
  const channels = [...new Set([channel, ...house.channels].filter((name) => name !== null))]
  return {
    ...house.settings,
    timezone: scene.zone ?? house.timezone,
    teams,
    users: agents.map(({ email, name, status, teams: own, open }) => ({
      email,
      name,
      status,
      teams: own ?? named,
      open_contacts: open,
    })),
    contacts: [{ id: CONTACT, ...said(about), tags, fields: said(fields) }],
    custom_fields: house.fields.map(({ name, type }) => ({ name, type })),
    closing_categories: house.categories,
    ...(channels.length > 0 ? { channels } : {}),
  }
}

/** When the trial begins, in milliseconds; NaN where that is no time. */
export function startOf(scene: Scene, house: House): number {
  return moment(scene.start, scene.zone ?? house.timezone)
}

/** The entries by which requests get their answers. */
export function answersOf(scene: Scene): JsonObject[] {
  return scene.answers
    .filter(({ url }) => url.trim() !== '')
    .map(({ url, status, body }) => ({ at: '0s', http: { url: url.trim(), status, body: asJson(body) } }))
}

function asJson(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

/** Without what is not filled in. */
function said(values: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== '' && value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  )
}
