import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { someDocument, someStep } from './arbitraries'
import { apply, type Edit, inverse } from './edit'
import { did, EMPTY, redo, undo } from './history'
import { type JsonObject, textOf, valueAt } from './json'
import { addItem, insert, mayMove, move, moveItem, put, remove, rename, replace } from './ops'
import { entriesOf, entryOf, givenIds, waysOf, withBelow } from './tree'

type Picked = { document: JsonObject; edits: Edit[] }

/** Any operation at any place of a document. */
const anyEdit: fc.Arbitrary<Picked> = fc
  .tuple(someDocument, fc.nat(), fc.nat(), fc.nat(), fc.nat(8), someStep, someDocument)
  .map(([document, a, b, c, kind, step, other]) => ({
    document,
    edits: pick(document, a, b, c, kind, step, other),
  }))

function pick(
  document: JsonObject,
  a: number,
  b: number,
  c: number,
  kind: number,
  step: JsonObject,
  other: JsonObject,
) {
  const entries = entriesOf(document)
  const entry = entries[a % Math.max(1, entries.length)]
  const spots = spotsOf(document)
  const spot = spots[b % spots.length] ?? { list: ['steps'], index: 0 }
  if (kind === 0 || !entry) return insert(document, spot, [step, step])
  if (kind === 1) return remove(document, entry.id, 1 + (c % 2))
  if (kind === 2) return move(document, entry.id, spot, 1 + (c % 2))
  if (kind === 3) return rename(document, entry.id, `new_${c}`)
  if (kind === 4) return put(document, [...entry.path, 'text'], c % 2 ? 'other' : undefined)
  if (kind === 5) return addItem(document, [...entry.path, 'choices'], 'x', c % 3)
  if (kind === 6) return moveItem(document, entry.list, entry.index, c % 4)
  if (kind === 7) return put(document, entry.path, undefined)
  return replace(document, other)
}

function spotsOf(document: JsonObject) {
  const lists = [{ path: ['steps'] as (string | number)[], length: (document.steps as unknown[]).length }]
  for (const entry of entriesOf(document))
    for (const way of waysOf(entry.step, entry.path))
      lists.push({ path: [...way.path], length: way.steps?.length ?? 0 })
  return lists.flatMap((list) =>
    Array.from({ length: list.length + 1 }, (_, index) => ({ list: list.path, index })),
  )
}

describe('every operation', () => {
  test('is taken back by its inverse, to the order of the keys', () => {
    fc.assert(
      fc.property(anyEdit, ({ document, edits }) => {
        const frozen = JSON.stringify(document)
        const after = apply(document, edits)
        expect(JSON.stringify(document)).toBe(frozen)
        expect(JSON.stringify(apply(after, inverse(edits)))).toBe(frozen)
      }),
      { numRuns: 700 },
    )
  })

  test('is undone and redone through the history, however many there were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(8), someStep), { maxLength: 8 }),
        someDocument,
        (steps, first) => {
          let document = first
          let history = EMPTY
          const seen = [JSON.stringify(document)]
          for (const [a, b, c, kind, step] of steps) {
            const edits = pick(document, a, b, c, kind, step, first)
            if (edits.length === 0) continue
            document = apply(document, edits)
            history = did(history, edits, null, 0)
            seen.push(JSON.stringify(document))
          }
          for (const expected of seen.slice(0, -1).reverse()) {
            const back = undo(history)
            if (!back) throw new Error('nothing to undo')
            document = apply(document, back.edits)
            history = back.history
            expect(JSON.stringify(document)).toBe(expected)
          }
          expect(undo(history)).toBeNull()
          for (const expected of seen.slice(1)) {
            const again = redo(history)
            if (!again) throw new Error('nothing to redo')
            document = apply(document, again.edits)
            history = again.history
            expect(JSON.stringify(document)).toBe(expected)
          }
          expect(redo(history)).toBeNull()
          for (const expected of seen.slice(0, -1).reverse()) {
            const back = undo(history)
            if (!back) throw new Error('what was done again cannot be taken back')
            document = apply(document, back.edits)
            history = back.history
            expect(JSON.stringify(document)).toBe(expected)
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})

const WORKFLOW: JsonObject = {
  version: 1,
  name: 'x',
  trigger: { type: 'manual' },
  steps: [
    { id: 'hi', type: 'send_message', text: 'hi' },
    {
      id: 'assign',
      type: 'assign_to',
      action: 'team',
      on_timeout: [{ id: 'sorry', type: 'send_message', text: '' }],
    },
    { id: 'again', type: 'jump_to', step: 'hi' },
  ],
}

const outline = (document: JsonObject) =>
  entriesOf(document).map((entry) => `${'-'.repeat(entry.depth)}${entry.id}`)
const ids = (document: JsonObject) => entriesOf(document).map((entry) => entry.id)

describe('single operations', () => {
  test('a step moves with all that hangs under it', () => {
    const after = apply(WORKFLOW, move(WORKFLOW, 'assign', { list: ['steps'], index: 0 }))
    expect(outline(after)).toEqual(['assign', '-sorry', 'hi', 'again'])
  })

  test('a step moves behind those after it, into a list that was not there', () => {
    const spot = { list: ['steps', 1, 'on_failure'], index: 0 }
    const after = apply(WORKFLOW, move(WORKFLOW, 'hi', spot))
    expect(outline(after)).toEqual(['assign', '-sorry', '-hi', 'again'])
    expect(entryOf(entriesOf(after), 'hi')?.way).toBe('on_failure')
  })

  test('several in a row move together', () => {
    const after = apply(WORKFLOW, move(WORKFLOW, 'hi', { list: ['steps'], index: 3 }, 2))
    expect(outline(after)).toEqual(['again', 'hi', 'assign', '-sorry'])
  })

  test('a step never moves into itself, nor to where it is', () => {
    expect(move(WORKFLOW, 'assign', { list: ['steps', 1, 'on_timeout'], index: 0 })).toEqual([])
    expect(move(WORKFLOW, 'assign', { list: ['steps'], index: 2 })).toEqual([])
    expect(move(WORKFLOW, 'assign', { list: ['steps'], index: 1 })).toEqual([])
  })

  test('moving loses and doubles nothing', () => {
    fc.assert(
      fc.property(someDocument, fc.nat(), fc.nat(), (document, a, b) => {
        const entries = entriesOf(document)
        const spots = spotsOf(document)
        const entry = entries[a % Math.max(1, entries.length)]
        const spot = spots[b % spots.length]
        if (!entry || !spot) return
        const edits = move(document, entry.id, spot)
        expect(edits.length > 0).toBe(mayMove(entry, spot))
        const after = apply(document, edits)
        expect(ids(after).length).toBe(ids(document).length)
        if (!ids(document).some((id) => id.startsWith('/')))
          expect(ids(after).sort()).toEqual(ids(document).sort())
      }),
    )
  })

  test('removing takes what hangs under it along', () => {
    expect(outline(apply(WORKFLOW, remove(WORKFLOW, 'assign')))).toEqual(['hi', 'again'])
    expect(outline(apply(WORKFLOW, remove(WORKFLOW, 'hi', 2)))).toEqual(['again'])
  })

  test('jumps follow a renamed step', () => {
    const after = apply(WORKFLOW, rename(WORKFLOW, 'hi', 'hello'))
    expect(textOf(entryOf(entriesOf(after), 'again')?.step, 'step')).toBe('hello')
  })

  test('pasted steps get ids of their own, and jumps among them stay among them', () => {
    const steps = WORKFLOW.steps as JsonObject[]
    const after = apply(WORKFLOW, insert(WORKFLOW, { list: ['steps'], index: 3 }, steps))
    expect(outline(after)).toEqual([
      'hi',
      'assign',
      '-sorry',
      'again',
      'hi_2',
      'assign_2',
      '-sorry_2',
      'again_2',
    ])
    expect(textOf(entryOf(entriesOf(after), 'again_2')?.step, 'step')).toBe('hi_2')
  })

  test('inserting keeps ids apart and leaves those of the others alone', () => {
    fc.assert(
      fc.property(someDocument, fc.nat(), someStep, (document, b, step) => {
        const spots = spotsOf(document)
        const before = entriesOf(document)
        if (before.some((entry) => entry.id.startsWith('/'))) return
        const spot = spots[b % spots.length] ?? { list: ['steps'], index: 0 }
        const after = apply(document, insert(document, spot, [step]))
        const found = entriesOf(after)
        expect(new Set(found.map((entry) => entry.id)).size).toBe(found.length)
        expect(givenIds(after).size).toBe(found.length)
        for (const entry of before) expect(entryOf(found, entry.id)?.kind).toBe(entry.kind)
      }),
    )
  })

  test('a document in the place of another is that other, to the order of the keys', () => {
    const shuffled = someDocument.chain((document) =>
      fc.shuffledSubarray(Object.entries(document)).map((pairs): JsonObject => Object.fromEntries(pairs)),
    )
    fc.assert(
      fc.property(someDocument, shuffled, (document, other) => {
        expect(JSON.stringify(apply(document, replace(document, other)))).toBe(JSON.stringify(other))
      }),
    )
  })

  test('a value put stands there, and one taken away is gone with its key', () => {
    fc.assert(
      fc.property(someDocument, fc.nat(), fc.option(fc.string()), (document, a, given) => {
        const entries = entriesOf(document)
        const entry = entries[a % Math.max(1, entries.length)]
        if (!entry) return
        const path = [...entry.path, 'text']
        const value = given ?? undefined
        const after = apply(document, put(document, path, value))
        expect(valueAt(after, path)).toBe(value)
        expect('text' in (valueAt(after, entry.path) as JsonObject)).toBe(value !== undefined)
      }),
    )
  })

  test('items are put in, moved and taken out where one says', () => {
    const list = ['steps', 0, 'choices']
    const of = (document: JsonObject) => valueAt(document, list)
    let document: JsonObject = { ...WORKFLOW, steps: [{ id: 'ask', type: 'ask_question' }] }
    for (const item of ['a', 'b', 'c']) document = apply(document, addItem(document, list, item))
    expect(of(document)).toEqual(['a', 'b', 'c'])
    document = apply(document, addItem(document, list, 'x', 1))
    expect(of(document)).toEqual(['a', 'x', 'b', 'c'])
    document = apply(document, moveItem(document, list, 0, 2))
    expect(of(document)).toEqual(['x', 'b', 'a', 'c'])
    document = apply(document, put(document, [...list, 1], undefined))
    expect(of(document)).toEqual(['x', 'a', 'c'])
  })

  test('a burst of typing is one entry', () => {
    const edit = (text: string) => put(WORKFLOW, ['name'], text)
    let history = did(EMPTY, edit('a'), 'name', 0)
    history = did(history, edit('ab'), 'name', 100)
    expect(history.past.length).toBe(1)
    expect(did(history, edit('abc'), 'name', 5000).past.length).toBe(2)
  })

  test('all below a step is found', () => {
    const entries = entriesOf(WORKFLOW)
    const entry = entryOf(entries, 'assign')
    expect(entry && withBelow(entries, entry).map((each) => each.id)).toEqual(['assign', 'sorry'])
  })
})
