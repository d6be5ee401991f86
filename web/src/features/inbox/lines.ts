type Named = { id: number }

/**
 * By how many places the lines that are being read have moved, from one state of a list to the next.
 *
 * `first` and `count` say which lines are in view. One of them may itself have gone to the top; so it is the
 * move that half of them have made.
 */
export function moveOf(
  before: readonly Named[],
  after: readonly Named[],
  first: number,
  count: number,
): number {
  const read = before.slice(first, first + count)
  if (read.every((line, place) => after[first + place]?.id === line.id)) return 0
  const places = new Map(after.map((line, place) => [line.id, place]))
  const moves = read.flatMap((line, place) => {
    const now = places.get(line.id)
    return now === undefined ? [] : [now - first - place]
  })
  return moves.sort((a, b) => a - b)[Math.floor(moves.length / 2)] ?? 0
}
