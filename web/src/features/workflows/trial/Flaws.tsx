import { Text } from '@mantine/core'
import type { Flaw } from './story'

/** Why something has not happened, a line for each reason. */
export function Flaws({ flaws }: { flaws: readonly Flaw[] }) {
  return flaws.map(({ detail }) => (
    <Text key={detail} size="xs" c="var(--mantine-color-error)" role="alert">
      {detail}
    </Text>
  ))
}
