import { Text } from '@mantine/core'
import type { Placed } from './model/problems'

/** What is wrong, where it is mended: an error in red, a warning not. */
export function ProblemText({ problem, size = 'sm' }: { problem: Placed; size?: string }) {
  const wrong = problem.severity === 'error'
  return (
    <Text size={size} c={wrong ? 'var(--mantine-color-error)' : 'dimmed'} mb={size}>
      {problem.detail}
    </Text>
  )
}
