import { Button, Card, Center, Group, Stack, Text, Title } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SearchField } from '@/ui/SearchField'
import { found as matching } from '@/ui/search'
import { EmptyState, ErrorState, RowsSkeleton } from '@/ui/states'
import classes from './settings.module.css'

type SectionProps = { title: string; hint?: string; action?: ReactNode; children: ReactNode }

/** The id of the heading, where one goes on when what had the focus is gone. */
export const SECTION = 'section'

/** One subject of the settings. */
export function Section({ title, hint, action, children }: SectionProps) {
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Title id={SECTION} tabIndex={-1} order={2} size="h3" className={classes.title}>
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
  empty: { title: string; hint?: string }
  /** For lists that may be long: what the field is called, and in what of an item is looked. */
  search?: { label: string; textOf: (item: Item) => string }
  children: (item: Item) => ReactNode
}

/** With more than these one wants to search. */
const MANY = 10
/** So many are shown, and so many more each time they are asked for. */
const PART = 100

/** A list of things, or what stands in its place while there is none. */
export function Listed<Item extends { id: number }>({ found, empty, search, children }: ListedProps<Item>) {
  const { t } = useTranslation('settings')
  const [wanted, setWanted] = useState('')
  const [most, setMost] = useState(PART)
  if (found.isPending) return <RowsSkeleton rows={4} height={56} />
  if (found.isLoadingError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const all = found.data ?? []
  if (all.length === 0) return <EmptyState {...empty} />
  const fit = search ? matching(all, wanted, search.textOf) : all
  return (
    <>
      {search && all.length > MANY && (
        <SearchField label={search.label} maw={360} value={wanted} onChange={setWanted} />
      )}
      {fit.length === 0 ? (
        <EmptyState icon={IconSearch} title={t('nothingFound')} />
      ) : (
        <Card withBorder radius="md" padding={0} flex="none">
          <ul className={classes.list}>
            {fit.slice(0, most).map((item) => (
              <li key={item.id}>{children(item)}</li>
            ))}
          </ul>
        </Card>
      )}
      {fit.length > most && (
        <Center>
          <Button variant="default" onClick={() => setMost(most + PART)}>
            {t('more')}
          </Button>
        </Center>
      )}
    </>
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
