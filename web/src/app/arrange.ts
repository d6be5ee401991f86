import type { TablerIcon } from '@tabler/icons-react'
import { plain, rank } from '@/ui/search'

/** One line of the palette. */
export type Entry = {
  id: string
  label: string
  /** More about it, smaller; it is searched too. */
  hint?: string | undefined
  /** Other words by which one may look for it. */
  words?: string | undefined
  keys?: string | undefined
  icon?: TablerIcon | undefined
  run: () => void
}

export type Entries = {
  title: string
  entries: Entry[]
  /** Only shown where something is searched for; of these at most so many. */
  most?: number
  /** The server has found them: the words may stand where one does not see them here. */
  found?: boolean
}

/** What fits a search: in each group the best first, the group with the best first. Each thing stands there once. */
export function arrange(groups: readonly Entries[], search: string): Entries[] {
  const wanted = plain(search.trim())
  const seen = new Set<string>()
  const fresh = groups.map((group) => ({
    ...group,
    entries: group.entries.filter(({ id }) => !seen.has(id) && seen.add(id)),
  }))
  if (wanted === '') return fresh.filter(({ entries, most }) => most === undefined && entries.length > 0)
  return fresh
    .map((group) => {
      const ranked = group.entries
        .map((entry) => ({ entry, fits: fitOf(entry, wanted) }))
        .filter(({ fits }) => fits > 0 || group.found)
        .sort((a, b) => b.fits - a.fits)
        .slice(0, group.most)
      return { ...group, entries: ranked.map(({ entry }) => entry), best: ranked[0]?.fits ?? 0 }
    })
    .filter(({ entries }) => entries.length > 0)
    .sort((a, b) => b.best - a.best)
}

const LABEL = 2 // what one sees counts more than what it also answers to

function fitOf({ label, hint = '', words = '' }: Entry, wanted: string): number {
  return LABEL * rank(plain(label), wanted) || rank(plain(`${label} ${hint} ${words}`), wanted)
}
