import { expect, test } from 'vitest'
import texts from '../locales/en.json'
import type { JsonObject } from '../model/json'
import { valueAt } from '../model/json'
import { categoriesFor, OPERATORS, SCOPES, SENDERS, STANDARD_FIELDS } from './conditions'
import { fitting, newStep, STEP_KINDS } from './steps'
import { TRIGGER_KINDS } from './triggers'
import type { Field } from './types'

const FIELDS: Field[] = [...STEP_KINDS, ...TRIGGER_KINDS].flatMap((kind) => kind.fields)

/** What is only said where there is something to say: methods of HTTP say themselves. */
const SAID = FIELDS.filter((field) => field.options && field.key !== 'method')

const NEEDED = [
  ...STEP_KINDS.flatMap(({ type }) => [`step.${type}`, `hint.${type}`]),
  ...STEP_KINDS.flatMap(({ ways = [], paths = [] }) => [...ways.map((way) => way.key), ...paths]).map(
    (key) => `way.${key}`,
  ),
  ...TRIGGER_KINDS.map(({ type }) => `trigger.${type}`),
  ...FIELDS.map(({ key, label }) => `field.${label ?? key}`),
  ...SAID.flatMap(({ key, options = [] }) => options.map((option) => `choice.${key}.${option}`)),
  ...TRIGGER_KINDS.flatMap(({ type }) => Object.keys(categoriesFor(type))).map((key) => `category.${key}`),
  ...Object.keys(STANDARD_FIELDS).map((key) => `contactField.${key}`),
  ...Object.values(OPERATORS)
    .flat()
    .map((operator) => `operator.${operator}`),
  ...SENDERS.map((sender) => `sender.${sender}`),
  ...SCOPES.map((scope) => `scope.${scope}`),
]

test.each([...new Set(NEEDED)])('there are words for %s', (key) => {
  expect(typeof valueAt(texts as JsonObject, key.split('.'))).toBe('string')
})

test('a new step fits itself', () => {
  for (const kind of STEP_KINDS) expect(fitting(newStep(kind))).toEqual(newStep(kind))
})

test('the bounds of numbers are none of dates', () => {
  const before = { type: 'ask_question', question_type: 'rating', min: 1, max: 5 }
  expect(fitting({ ...before, question_type: 'number' }, before)).toMatchObject({ min: 1, max: 5 })
  const dates = { type: 'ask_question', question_type: 'date' }
  expect(fitting({ ...before, question_type: 'date' }, before)).toEqual(dates)
})

test('what another action leaves no room for goes', () => {
  const step = {
    type: 'assign_to',
    action: 'unassign',
    team: 'Support',
    timeout: '5m',
    on_timeout: [],
    on_failure: [],
  }
  expect(fitting(step)).toEqual({ type: 'assign_to', action: 'unassign', on_failure: [] })
})
