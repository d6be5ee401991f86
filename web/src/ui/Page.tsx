import { Box, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

type PageProps = { title: string; hint?: string; actions?: ReactNode; children: ReactNode; wide?: boolean }

/** A page with its heading; it scrolls by itself. */
export function Page({ title, hint, actions, children, wide = false }: PageProps) {
  return (
    <Box h="100%" style={{ overflowY: 'auto' }} p={{ base: 'sm', sm: 'lg' }}>
      <Stack gap="lg" maw={wide ? undefined : 1100} mx="auto">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div>
            <Title order={1} size="h2">
              {title}
            </Title>
            {hint && (
              <Text c="dimmed" size="sm">
                {hint}
              </Text>
            )}
          </div>
          {actions && <Group gap="sm">{actions}</Group>}
        </Group>
        {children}
      </Stack>
    </Box>
  )
}
