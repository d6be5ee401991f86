const ASCII = /^[ -~]*$/

/** A text as it is compared: without capitals, accents, and the places where a word may be parted. */
export function plain(text: string): string {
  // Most texts have no accents, and thousands of them are looked through at every key.
  if (ASCII.test(text)) return text.toLowerCase()
  return text
    .normalize('NFD')
    .replace(/[\p{M}\u00ad]/gu, '')
    .toLowerCase()
}

const BEGINS = 3 // the text begins with it
const WORD = 2 // a word does
const INSIDE = 1

/**
 * How well a text fits a search: the better the higher, 0 for not at all. Every word of the search must occur.
 *
 * Both are given as `plain` made them; an empty search fits everything.
 */
export function rank(text: string, search: string): number {
  let sum = 1
  for (const word of search.split(/\s+/)) {
    const at = text.indexOf(word)
    if (at < 0) return 0
    const begins = at === 0 ? BEGINS : new RegExp(`[\\s@.:–—-]${escaped(word)}`).test(text) ? WORD : INSIDE
    sum += word === '' ? 0 : begins
  }
  return sum
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** What fits a search, the best first; what fits alike stays in its order. */
export function found<T>(all: readonly T[], search: string, textOf: (each: T) => string): T[] {
  const wanted = plain(search.trim())
  if (wanted === '') return [...all]
  return all
    .map((each) => ({ each, fits: rank(plain(textOf(each)), wanted) }))
    .filter(({ fits }) => fits > 0)
    .sort((a, b) => b.fits - a.fits)
    .map(({ each }) => each)
}
