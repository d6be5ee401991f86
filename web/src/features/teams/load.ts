import type { CappingWorkflow, Named } from '@/api/schema.gen'

/** Whoever has `size` open contacts is given no more by this workflow; `everybody`: of the whole workspace. */
export type Cap = { size: number; workflow: Named; everybody: boolean }

/** The caps of a team's people, those of the whole workspace among them, the smallest first; null: of no team. */
export function capsOf(workflows: CappingWorkflow[], team: number | null): Cap[] {
  const found = new Map<string, Cap>()
  for (const { id, name, caps } of workflows) {
    for (const cap of caps) {
      if (cap.team !== null && cap.team.id !== team) continue
      const everybody = cap.team === null
      // Several steps of one workflow may say the same.
      const key = `${id} ${cap.max_open_contacts} ${everybody}`
      found.set(key, { size: cap.max_open_contacts, workflow: { id, name }, everybody })
    }
  }
  return [...found.values()].sort((a, b) => a.size - b.size || a.workflow.name.localeCompare(b.workflow.name))
}

export type Load = {
  /** The largest cap; null where there is none, and the bar is against the busiest. */
  cap: number | null
  /** How full the bar is, in percent. */
  percent: number
  /** Where the smaller caps stand on the bar, in percent. */
  ticks: number[]
  /** The caps that are reached: for these workflows the person is full. */
  reached: Cap[]
  /** By how many the person is above the largest cap. */
  over: number
}

/** How much somebody has to do, against the caps that there are, the smallest first. */
export function loadOf(open: number, caps: Cap[], busiest: number): Load {
  const cap = caps.at(-1)?.size ?? null
  const whole = cap ?? Math.max(1, busiest)
  const percent = (part: number) => Math.min(100, (100 * part) / whole)
  const smaller = new Set(caps.map(({ size }) => size).filter((size) => size < whole))
  return {
    cap,
    percent: percent(open),
    ticks: [...smaller].map(percent),
    reached: caps.filter(({ size }) => size <= open),
    over: cap === null ? 0 : Math.max(0, open - cap),
  }
}

/** `free` takes more from every workflow, `some` from those with larger caps, `full` from none that has one. */
export function stateOf(load: Load, caps: Cap[]): 'free' | 'some' | 'full' | 'over' {
  if (load.reached.length === 0) return 'free'
  if (load.over > 0) return 'over'
  return load.reached.length < caps.length ? 'some' : 'full'
}
