import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { EmptyState, ErrorState, RowsSkeleton } from '@/ui/states'
import classes from './settings.module.css'

type SectionProps = { title: string; hint?: string; action?: ReactNode; children: ReactNode }

/** One subject of the settings. */
export function Section({ title, hint, action, children }: SectionProps) {
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Title order={2} size="h3">
            {title}
          </Title>
          {hint && (
            <Text size="sm" c="dimmed" maw={620}>
              {hint}
            </Text>
          )}
        </div>
        {action}
      </Group>
      {children}
    </Stack>
  )
}

/** Opens the form for one more. */
export function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onClick}>
      {label}
    </Button>
  )
}

type ListedProps<Item> = {
  found: UseQueryResult<Item[]>
  empty: { title: string; hint: string }
  children: (item: Item) => ReactNode
}

/** A list of things, or what stands in its place while there is none. */
export function Listed<Item extends { id: number }>({ found, empty, children }: ListedProps<Item>) {
  if (found.isPending) return <RowsSkeleton rows={4} height={56} />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (found.data.length === 0) return <EmptyState {...empty} />
  return (
    <Card withBorder radius="md" padding={0}>
      <ul className={classes.list}>
        {found.data.map((item) => (
          <li key={item.id}>{children(item)}</li>
        ))}
      </ul>
    </Card>
  )
}

/** A line of a list: what it is, and what can be done with it. */
export function Line({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <Group justify="space-between" gap="sm" p="sm" wrap="nowrap" align="center">
      <div className={classes.what}>{children}</div>
      {actions && (
        <Group gap="xs" wrap="nowrap">
          {actions}
        </Group>
      )}
    </Group>
  )
}
