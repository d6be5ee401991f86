import { expect, test } from 'vitest'
import type { JsonObject } from '../model/json'
import { agentsOf, at, choicesOf, NEW_TRIAL, transcript, triable, workspaceOf } from './story'

const WORKFLOW: JsonObject = {
  name: 'x',
  trigger: { type: 'manual' },
  steps: [
    { id: 'a', type: 'assign_to', action: 'team', team: 'Support' },
    { id: 'b', type: 'assign_to', action: 'user', user: 'Eva@x.test' },
  ],
}

test('everybody is in every team that the document names', () => {
  const workspace = workspaceOf(WORKFLOW, { channels: [], categories: [], fields: [] })
  expect(workspace).toMatchObject({ teams: ['Support'] })
  expect(agentsOf(WORKFLOW).map((agent) => agent.email)).toEqual([
    'ana@try.test',
    'ben@try.test',
    'eva@x.test',
  ])
})

test('what is only started by hand is tried as a shortcut', () => {
  expect(triable(WORKFLOW).trigger).toEqual({ type: 'shortcut' })
})

test('what is done stands at the time of the clock', () => {
  const trial = at({ ...NEW_TRIAL, now: 900 }, { close: { contact: 'carl', by: 'api' } })
  expect(trial.entries).toEqual([{ at: '900s', close: { contact: 'carl', by: 'api' } }])
})

test('the transcript puts what was said where it was said', () => {
  const lines = transcript({
    events: [
      { at: '0s', type: 'message.received', words: 'carl, "hi"' },
      { at: '0s', type: 'contact.assigned', words: 'carl, ana@try.test, by x' },
      { at: '15m', type: 'comment.created', words: '' },
      { at: '15m', type: 'contact.created', words: '' },
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
  ])
})

test('choices are there until they are answered', () => {
  const asked = { sender: 'workflow', choices: ['a', 'b'], internal: false }
  expect(choicesOf([asked])).toEqual(['a', 'b'])
  expect(choicesOf([asked, { sender: 'contact', choices: [], internal: false }])).toEqual([])
})
