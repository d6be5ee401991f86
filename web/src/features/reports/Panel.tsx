import { Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChartBar, IconDownload, IconTable } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, ErrorState } from '@/ui/states'
import classes from './reports.module.css'

type Found = { isPending: boolean; isLoadingError: boolean; error: unknown; refetch: () => unknown }

type PanelProps = {
  title: string
  hint?: string
  controls?: ReactNode
  found: Found
  empty: boolean
  /** Where the figures come as a file. */
  csv?: string
  /** The figures of the chart, shown when asked for; nothing where the chart is a table itself. */
  table?: ReactNode
  children: ReactNode
}

/** One question and its answer: a chart, the table behind it, and the file. */
export function Panel({ title, hint, controls, found, empty, csv, table, children }: PanelProps) {
  const id = useId()
  const shown = !found.isPending && !found.isLoadingError
  return (
    <Card component="section" withBorder radius="md" className={classes.panel} aria-labelledby={id}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div>
            <Title order={2} size="h4" id={id}>
              {title}
            </Title>
            {hint && (
              <Text size="sm" c="dimmed" maw={620}>
                {hint}
              </Text>
            )}
          </div>
          {controls && <Group gap="sm">{controls}</Group>}
        </Group>
        <Figures found={found} empty={empty}>
          {children}
        </Figures>
        {shown && !empty && <Foot title={title} csv={csv} table={table} />}
      </Stack>
    </Card>
  )
}

function Figures({ found, empty, children }: Pick<PanelProps, 'found' | 'empty' | 'children'>) {
  const { t } = useTranslation('reports')
  if (found.isPending)
    return (
      <div role="status" aria-label={t('ui:loading')}>
        <Skeleton height={240} radius="md" />
      </div>
    )
  if (found.isLoadingError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (empty) return <EmptyState icon={IconChartBar} title={t('empty.title')} hint={t('empty.hint')} />
  return children
}

function Foot({ title, csv, table }: Pick<PanelProps, 'title' | 'csv' | 'table'>) {
  const { t } = useTranslation('reports')
  const [opened, { toggle }] = useDisclosure(false)
  const id = useId()
  return (
    <>
      <Group gap="xs">
        {table && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconTable size={16} aria-hidden />}
            aria-label={`${t(opened ? 'hideTable' : 'showTable')}: ${title}`}
            aria-expanded={opened}
            aria-controls={opened ? id : undefined}
            onClick={toggle}
          >
            {t(opened ? 'hideTable' : 'showTable')}
          </Button>
        )}
        {csv && <CsvLink href={csv} title={title} />}
      </Group>
      {table && opened && <div id={id}>{table}</div>}
    </>
  )
}

/** Fetches a report as a file. */
export function CsvLink({ href, title }: { href: string; title: string }) {
  return (
    <Button
      component="a"
      href={href}
      download
      size="compact-sm"
      variant="subtle"
      leftSection={<IconDownload size={16} aria-hidden />}
      aria-label={`CSV: ${title}`}
    >
      CSV
    </Button>
  )
}
