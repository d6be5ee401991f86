import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { someDocument, someStep } from './arbitraries'
import { fromClipboard, toClipboard } from './clipboard'
import { apply } from './edit'
import type { JsonObject } from './json'
import { insert, move, put, remove, rename } from './ops'
import { entriesOf } from './tree'
import { fromYaml, mergedYaml, toYaml } from './yaml'

const TEXT = `# who wrote it, and why
version: 1
name: Hand over # short
trigger:
  type: conversation_opened
  all:
    - {category: source, operator: is_equal_to, value: contact} # from outside only
steps:
  # say hello
  - id: hi
    type: send_message
    text: "Hello"
  # the important one
  - id: assign
    type: assign_to
    action: team
    team: Support # the whole team
    on_timeout:
      # nobody came
      - id: sorry
        type: send_message
        text: 'Sorry'
`

function read(text: string): JsonObject {
  const found = fromYaml(text)
  if ('error' in found) throw new Error(found.error)
  return found.document
}

const comments = (text: string) => text.match(/#.*/g) ?? []

describe('YAML', () => {
  test('gives back every document', () => {
    fc.assert(
      fc.property(someDocument, (document) => {
        expect(read(toYaml(document))).toEqual(document)
      }),
      { numRuns: 100 },
    )
  })

  test('changed in place gives back the changed document, whatever the text was', () => {
    fc.assert(
      fc.property(someDocument, someDocument, (before, after) => {
        expect(read(mergedYaml(toYaml(before), after))).toEqual(after)
      }),
      { numRuns: 100 },
    )
  })

  test('is not touched where nothing changed', () => {
    expect(mergedYaml(TEXT, read(TEXT))).toBe(TEXT)
  })

  test.each([
    ['a field', put(read(TEXT), ['steps', 1, 'team'], 'Sales')],
    ['the name', put(read(TEXT), ['name'], 'Other')],
    ['a step put in', insert(read(TEXT), { list: ['steps'], index: 1 }, [{ type: 'wait', duration: '1m' }])],
    ['a step moved', move(read(TEXT), 'assign', { list: ['steps'], index: 0 })],
    ['a step moved out', move(read(TEXT), 'sorry', { list: ['steps'], index: 0 })],
    [
      'a step moved to where no list was',
      move(read(TEXT), 'assign', { list: ['steps', 0, 'on_failure'], index: 0 }),
    ],
    ['a step renamed', rename(read(TEXT), 'hi', 'hello')],
  ])('keeps all comments: %s', (_, edits) => {
    const document = apply(read(TEXT), edits)
    const merged = mergedYaml(TEXT, document)
    expect(read(merged)).toEqual(document)
    expect(comments(merged).sort()).toEqual(comments(TEXT).sort())
  })

  test('with anchors gives back the changed document', () => {
    const text =
      'steps:\n  - &one {id: a, type: wait, headers: &some {x: "1"}}\n  - {id: b, headers: *some}\n'
    const document = apply(read(text), put(read(text), ['steps', 0, 'headers'], { x: '2' }))
    expect(read(mergedYaml(text, document))).toEqual(document)
  })

  test('stays readable when what an anchor stood at goes', () => {
    const text =
      'steps:\n  - {id: a, type: wait, duration: &v 5m}\n  - {id: b, type: branch, all: [{value: *v}, 1]}\n'
    const document = apply(read(text), remove(read(text), 'a'))
    expect(read(mergedYaml(text, document))).toEqual(document)
  })

  test('keeps the comments of what stays when a step goes', () => {
    const merged = mergedYaml(TEXT, apply(read(TEXT), remove(read(TEXT), 'assign')))
    expect(comments(merged)).toContain('# who wrote it, and why')
    expect(comments(merged)).not.toContain('# nobody came')
  })

  test('says where a text is no YAML', () => {
    expect(fromYaml('name: [')).toMatchObject({ line: 1 })
    expect(fromYaml('a: 1\na: 2')).toMatchObject({ line: 2 })
    expect(fromYaml('just words')).toMatchObject({ line: 1 })
  })
})

describe('the clipboard', () => {
  test('carries steps', () => {
    fc.assert(
      fc.property(someStep, (step) => {
        expect(fromClipboard(toClipboard([step]))).toEqual([step])
      }),
    )
  })

  test('takes a piece of a workflow file', () => {
    expect(fromClipboard('- {type: wait, duration: 5m}')).toEqual([{ type: 'wait', duration: '5m' }])
    expect(fromClipboard(TEXT)?.length).toBe(2)
  })

  test.each(['hello', '', '{', '[1]', '[{type: wait}, {name: x}]', 'https://example.com'])(
    'takes nothing else: %s',
    (text) => {
      expect(fromClipboard(text)).toBeNull()
    },
  )
})

test('steps without ids are called as the server calls them', () => {
  const document = read('steps: [{type: wait}, {type: wait}, {id: wait_3, type: wait}, {type: wait}]')
  expect(entriesOf(document).map((entry) => entry.id)).toEqual(['wait', 'wait_2', 'wait_3', 'wait_4'])
})

test('what cannot be read says why in words, and where beside them', () => {
  expect(fromYaml('name: x\nsteps: [')).toEqual({
    error: 'Flow sequence in block collection must be sufficiently indented and end with a ].',
    line: 2,
    column: 9,
  })
})
