/** Made-up documents for the tests of the model. */

import fc from 'fast-check'
import { STEP_KINDS } from '../catalogue/steps'
import type { JsonObject } from './json'

const id = fc.stringMatching(/^[a-z]{1,3}(_[1-9])?$/)
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('yes', 'no', '1', 'on', '- x', '# c', 'a: b', 'null'),
)

const stepsAtDepth = (depth: number): fc.Arbitrary<JsonObject[]> =>
  fc.array(stepAtDepth(depth), { maxLength: depth > 2 ? 0 : 3 })

function stepAtDepth(depth: number): fc.Arbitrary<JsonObject> {
  return fc.constantFrom(...STEP_KINDS).chain((kind) => {
    const lists = [...(kind.paths ?? []), ...(kind.ways ?? []).map((way) => way.key)]
    const branch = fc.record({ name: text, all: fc.constant([]), steps: stepsAtDepth(depth + 1) })
    return fc
      .record(
        {
          id,
          name: text,
          step: id,
          text,
          ...Object.fromEntries(lists.map((key) => [key, stepsAtDepth(depth + 1)])),
          ...(kind.branches ? { branches: fc.array(branch, { maxLength: 2 }) } : {}),
        },
        { requiredKeys: [] },
      )
      .map((fields) => JSON.parse(JSON.stringify({ type: kind.type, ...fields })))
  })
}

export const someStep = stepAtDepth(1)

/** Steps may lack ids, or have the same: a draft can be anything. */
export const someDocument: fc.Arbitrary<JsonObject> = fc.record({
  version: fc.constant(1),
  name: text,
  trigger: fc.constant({ type: 'manual' }),
  steps: stepsAtDepth(0),
})
