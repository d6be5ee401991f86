import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { someDocument, someStep } from './arbitraries'
import { differences } from './diff'
import { apply } from './edit'
import { edgesTaken, graphOf, TRIGGER } from './graph'
import type { JsonObject } from './json'
import { layout } from './layout'
import { insert, move, put } from './ops'
import { at, placed } from './problems'
import { entriesOf } from './tree'

const WORKFLOW: JsonObject = {
  version: 1,
  name: 'x',
  trigger: { type: 'manual' },
  steps: [
    {
      id: 'assign',
      type: 'assign_to',
      action: 'team',
      on_timeout: [{ id: 'sorry', type: 'send_message', text: '' }],
    },
    { id: 'wait', type: 'wait', duration: '15m' },
    {
      id: 'silent',
      type: 'branch',
      branches: [{ name: 'yes', all: [], steps: [{ id: 'again', type: 'jump_to', step: 'wait' }] }],
    },
  ],
}

describe('the canvas', () => {
  test('shows every step once, and every step can be reached from the trigger', () => {
    fc.assert(
      fc.property(someDocument, (document) => {
        const graph = graphOf(document)
        const shown = graph.nodes.flatMap((node) => (node.is === 'step' ? [node.id] : []))
        expect(shown.sort()).toEqual(
          entriesOf(document)
            .map((entry) => entry.id)
            .sort(),
        )
        const tree = graph.edges.filter((edge) => edge.is !== 'jump')
        expect(tree.length).toBe(graph.nodes.length - 1)
        expect(new Set(tree.map((edge) => edge.to)).size).toBe(tree.length)
      }),
    )
  })

  test('puts a step where its + is', () => {
    fc.assert(
      fc.property(someDocument, someStep, fc.nat(), (document, step, a) => {
        const spots = graphOf(document).edges.filter((edge) => edge.spot)
        const edge = spots[a % spots.length]
        if (!edge?.spot || entriesOf(document).some((entry) => entry.id.startsWith('/'))) return
        const after = graphOf(apply(document, insert(document, edge.spot, [{ ...step, id: 'the_new_one' }])))
        expect(after.edges.find((each) => each.to === 'the_new_one')?.from).toBe(edge.from)
      }),
    )
  })

  test('draws ways out, else, ends and jumps', () => {
    const { nodes, edges } = graphOf(WORKFLOW)
    expect(nodes.map((node) => node.id)).toEqual([
      TRIGGER,
      'assign',
      'assign@on_timeout',
      'sorry',
      'sorry@end',
      'wait',
      'silent',
      'silent@branches/0',
      'again',
      'again@end',
      'silent@else',
      'silent@else@end',
    ])
    expect(edges.filter((edge) => edge.is === 'jump').map((edge) => [edge.from, edge.to])).toEqual([
      ['again', 'wait'],
    ])
    expect(edges.filter((edge) => edge.is === 'way').map((edge) => edge.to)).toEqual(['assign@on_timeout'])
  })

  test('overlaps nowhere, goes down, and keeps branches in order', () => {
    fc.assert(
      fc.property(someDocument, (document) => {
        const graph = graphOf(document)
        const boxes = layout(graph)
        const all = [...boxes.values()]
        for (const [index, one] of all.entries())
          for (const other of all.slice(index + 1))
            expect(
              one.x + one.width <= other.x ||
                other.x + other.width <= one.x ||
                one.y + one.height <= other.y ||
                other.y + other.height <= one.y,
            ).toBe(true)
        for (const edge of graph.edges)
          if (edge.is !== 'jump') expect(boxes.get(edge.from)?.y).toBeLessThan(boxes.get(edge.to)?.y ?? 0)
        for (const entry of entriesOf(document).filter((each) => each.kind === 'branch')) {
          const places = graph.edges
            .filter((edge) => edge.from === entry.id && edge.is === 'next')
            .map((edge) => boxes.get(edge.to)?.x ?? 0)
          expect(places).toEqual(places.toSorted((a, b) => a - b))
        }
      }),
      { numRuns: 40 },
    )
  })

  test('lights the way that a run took', () => {
    const graph = graphOf(WORKFLOW)
    const trail = ['assign', 'wait', 'silent', 'again', 'wait'].map((step) => ({ step, outcome: 'done' }))
    expect([...edgesTaken(graph, trail)].sort()).toEqual(
      [
        '@trigger>assign',
        'assign>wait',
        'wait>silent',
        'silent>silent@branches/0',
        'silent@branches/0>again',
        'again>wait',
      ].sort(),
    )
  })
})

describe('differences', () => {
  test('are none between a document and itself', () => {
    fc.assert(
      fc.property(someDocument, (document) => {
        expect(differences(document, document)).toEqual([])
      }),
    )
  })

  test('name what came, went, moved and changed', () => {
    const changed = apply(WORKFLOW, put(WORKFLOW, ['steps', 1, 'duration'], '5m'))
    expect(differences(WORKFLOW, changed)).toMatchObject([
      { what: 'changed', entry: { id: 'wait' }, changes: [{ key: 'duration', before: '15m', after: '5m' }] },
    ])
    const inserted = apply(WORKFLOW, insert(WORKFLOW, { list: ['steps'], index: 0 }, [{ type: 'end' }]))
    expect(differences(WORKFLOW, inserted)).toMatchObject([{ what: 'added', entry: { id: 'end' } }])
    expect(differences(inserted, WORKFLOW)).toMatchObject([{ what: 'removed', entry: { id: 'end' } }])
    expect(differences(WORKFLOW, { ...WORKFLOW, name: 'y' })).toMatchObject([
      { what: 'workflow', changes: [{ key: 'name', before: 'x', after: 'y' }] },
    ])
    const moved = apply(WORKFLOW, move(WORKFLOW, 'sorry', { list: ['steps'], index: 3 }))
    expect(differences(WORKFLOW, moved)).toMatchObject([{ what: 'moved', entry: { id: 'sorry' } }])
  })
})

test('problems are told by step and field', () => {
  const problem = (pointer: string) => ({
    pointer,
    detail: '',
    severity: 'error' as const,
    line: null,
    column: null,
  })
  const found = placed(
    [problem('/steps/0/on_timeout/0/text'), problem('/trigger/all/0/value'), problem('/steps/1/duration')],
    entriesOf(WORKFLOW),
  )
  expect(found.map((each) => [each.step, each.field])).toEqual([
    ['sorry', 'text'],
    [null, 'trigger/all/0/value'],
    ['wait', 'duration'],
  ])
  expect(at(found, 'wait', 'duration').length).toBe(1)
})
