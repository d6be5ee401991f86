import type { DecisionView } from '@/api/schema.gen'

export type Why = 'excluded' | 'not_online' | 'full'

/** A decision as far as it can be told: what the record holds, in a shape that is known. */
export type Told = {
  byHand: boolean
  pool: number | null
  eligible: number
  logic: 'round_robin' | 'least_open' | null
  onlyOnline: boolean
  most: number | null
  /** Of the one who won: open contacts then, and whether it was the first turn. */
  open: number | null
  firstTurn: boolean
  leftOut: { user: number; why: Why }[]
  /** Of a pool that is too large to name everybody: how many for which reason. */
  counts: { why: Why; count: number }[]
}

const WHY: Why[] = ['excluded', 'not_online', 'full']

function isWhy(value: unknown): value is Why {
  return WHY.includes(value as Why)
}

function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

function first(value: unknown): number | null {
  return Array.isArray(value) ? number(value[0]) : null
}

/** Reads the record of an assignment. */
export function told({ by, details }: DecisionView): Told {
  const leftOut = Object.entries(details.left_out ?? {})
  const counts = Object.entries(details.left_out_counts ?? {})
  return {
    byHand: by === 'hand',
    pool: number(details.pool),
    eligible: number(details.eligible) ?? 0,
    logic: details.logic === 'round_robin' || details.logic === 'least_open' ? details.logic : null,
    onlyOnline: details.only_online === true,
    most: number(details.max_open_contacts),
    open: first(details.open_contacts),
    firstTurn: first(details.last_turns) === 0,
    leftOut: leftOut.flatMap(([user, why]) => (isWhy(why) ? [{ user: Number(user), why }] : [])),
    counts: counts.flatMap(([why, count]) =>
      isWhy(why) && number(count) ? [{ why, count: Number(count) }] : [],
    ),
  }
}
