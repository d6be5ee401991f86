import { expect, test } from 'vitest'
import { askedFor } from '../catalogue/variables'
import type { JsonObject } from '../model/json'
import { agentsOf, anotherAgent, type House, newScene, startOf, workspaceOf } from './scene'
import { at, bodyFor, choicesOf, flawsAt, newTrial, storyOf, transcript } from './story'
import { moment, workingMorning } from './zone'

const WORKFLOW: JsonObject = {
  name: 'x',
  trigger: { type: 'manual' },
  parameters: [],
  steps: [
    { id: 'a', type: 'assign_to', action: 'team', team: 'Support' },
    { id: 'b', type: 'assign_to', action: 'user', user: 'Eva@x.test' },
    { id: 'c', type: 'send_message', text: '{{ variable.hour }} {{ variable.code }}' },
    { id: 'd', type: 'http_request', url: 'https://x.test', save: { code: '$.code' } },
  ],
}
const HOUSE: House = {
  timezone: 'Europe/Berlin',
  settings: { agents_see_own_only: false },
  channels: ['Web', 'Shop'],
  categories: ['Solved'],
  fields: [{ name: 'plan', type: 'text' }],
  people: new Map([['eva@x.test', 'Eva Marsh']]),
}
const SCENE = newScene(new Date('2026-03-07T12:00:00'))

test('everybody is in every team that the document names, unless said otherwise', () => {
  const [ana, ben] = SCENE.agents
  const scene = { ...SCENE, agents: [ana, { ...ben, teams: ['Sales'], open: 2 }] as typeof SCENE.agents }
  const workspace = workspaceOf(scene, [WORKFLOW], HOUSE)
  expect(workspace).toMatchObject({ teams: ['Support', 'Sales'], timezone: 'Europe/Berlin' })
  expect(workspace.users).toMatchObject([
    { email: 'ana@try.test', teams: ['Support'], open_contacts: 0 },
    { email: 'ben@try.test', teams: ['Sales'], open_contacts: 2 },
    { email: 'eva@x.test', name: 'Eva Marsh', teams: ['Support'] },
  ])
})

test('the contact is there with all that is filled in, on the channel that was chosen', () => {
  const contact = { ...SCENE.contact, tags: ['vip'], fields: { plan: 'gold', seats: null }, channel: 'Shop' }
  const workspace = workspaceOf({ ...SCENE, contact }, [WORKFLOW], HOUSE)
  expect(workspace.channels).toEqual(['Shop', 'Web'])
  expect(workspace.contacts).toEqual([
    {
      id: 'carl',
      first_name: 'Carl',
      last_name: 'Weber',
      email: 'carl@try.test',
      language: 'en',
      tags: ['vip'],
      fields: { plan: 'gold' },
    },
  ])
})

test('another agent is somebody else', () => {
  let agents = agentsOf(SCENE, [WORKFLOW], HOUSE.people)
  for (let count = 0; count < 10; count += 1) agents = [...agents, anotherAgent(agents)]
  expect(new Set(agents.map(({ email }) => email)).size).toBe(agents.length)
})

test('the clock begins in the zone of the workspace, on a working day', () => {
  expect(SCENE.start).toBe('2026-03-09T09:00')
  expect(workingMorning(new Date('2026-03-08T12:00:00'))).toBe('2026-03-09T09:00')
  expect(new Date(startOf(SCENE, HOUSE)).toISOString()).toBe('2026-03-09T08:00:00.000Z')
  expect(new Date(moment('2026-07-01T09:00', 'America/New_York')).toISOString()).toBe(
    '2026-07-01T13:00:00.000Z',
  )
  expect(startOf({ ...SCENE, start: '' }, HOUSE)).toBeNaN()
  // Where the clocks change at night, the morning is already in the new time.
  expect(new Date(moment('2026-03-29T09:00', 'Europe/Berlin')).toISOString()).toBe('2026-03-29T07:00:00.000Z')
})

test('a story is the trial as the server takes it', () => {
  const scene = { ...SCENE, answers: [{ url: ' https://x.test ', status: 200, body: '{"code": 5}' }] }
  const trial = at({ ...newTrial(scene), now: 900 }, { close: { contact: 'carl', by: 'api' } })
  const { parameters: _, ...document } = WORKFLOW
  expect(storyOf(trial, WORKFLOW, [], HOUSE)).toMatchObject({
    document,
    start: '2026-03-09T08:00:00.000Z',
    until: '900s',
    timeline: [
      { at: '0s', http: { url: 'https://x.test', status: 200, body: { code: 5 } } },
      { at: '900s', close: { contact: 'carl', by: 'api' } },
    ],
  })
})

test('what is wrong in an entry is known by its field', () => {
  const errors = [
    { pointer: '/timeline/1/shortcut/form/why', detail: 'missing' },
    { pointer: '/timeline/10/message/text', detail: 'other' },
    { pointer: '/timeline/1', detail: 'whole' },
  ]
  expect(flawsAt(errors, 1)).toEqual([
    { pointer: '/form/why', detail: 'missing' },
    { pointer: '', detail: 'whole' },
  ])
})

test('who starts it is asked for the variables that nothing saves', () => {
  expect(askedFor(WORKFLOW)).toEqual(['hour'])
})

test('the data of a webhook begins with the contact and all that is saved', () => {
  const trigger = {
    type: 'incoming_webhook',
    contact: { email: '$.customer.mail' },
    save: { plan: '$.customer.plan' },
  }
  expect(JSON.parse(bodyFor({ trigger, steps: [] }, SCENE))).toEqual({
    customer: { mail: 'carl@try.test', plan: '…' },
  })
})

test('the transcript puts what was said where it was said', () => {
  const lines = transcript({
    events: [
      { at: '0s', type: 'message.received', words: 'carl, "hi"' },
      { at: '0s', type: 'contact.assigned', words: 'carl, ana@try.test, by x' },
      { at: '15m', type: 'comment.created', words: '' },
      { at: '15m', type: 'contact.created', words: '' },
      { at: '16m', type: 'conversation.closed', words: 'ana@try.test#1, by ana@try.test' },
      { at: '16m', type: 'contact.updated', words: 'ana@try.test#1' },
    ],
    messages: [
      { sender: 'contact', text: 'hi', internal: false },
      { sender: 'workflow', text: 'note', internal: true },
    ],
  })
  expect(lines).toEqual([
    { is: 'message', from: 'contact', sender: 'contact', text: 'hi', at: '0s' },
    { is: 'event', type: 'contact_assigned', who: 'ana@try.test', at: '0s' },
    { is: 'note', sender: 'workflow', text: 'note', at: '15m' },
    { is: 'event', type: 'other_closed', who: 'ana@try.test', at: '16m' },
  ])
})

test('choices are there until they are answered', () => {
  const asked = { sender: 'workflow', choices: ['a', 'b'], internal: false }
  expect(choicesOf([asked])).toEqual(['a', 'b'])
  expect(choicesOf([asked, { sender: 'contact', choices: [], internal: false }])).toEqual([])
})
