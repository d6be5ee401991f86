import { Alert, Button, Center, Skeleton, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import { IconAlertTriangle, IconInbox } from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'

type EmptyStateProps = {
  title: string
  hint?: string
  icon?: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>
  action?: ReactNode
}

/** What stands where a list has nothing to show, and what to do about it. */
export function EmptyState({ title, hint, icon: Icon = IconInbox, action }: EmptyStateProps) {
  return (
    <Center mih={220} p="lg">
      <Stack align="center" gap="xs" maw={420}>
        <ThemeIcon variant="light" size={48} radius="xl" aria-hidden>
          <Icon size={26} aria-hidden />
        </ThemeIcon>
        <Title order={2} size="h4" ta="center">
          {title}
        </Title>
        {hint && (
          <Text c="dimmed" size="sm" ta="center">
            {hint}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  )
}

/** An error in words that help, with a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('ui')
  return (
    <Alert m="md" color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t('error.title')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{useErrorText()(error)}</Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('error.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

/** Puts an error into a sentence for people. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation('ui')
  return (error) => {
    if (!(error instanceof ApiError)) return t('error.unexpected')
    if (error.status === 0) return t('error.unreachable')
    if (error.status === 403) return t('error.forbidden')
    return error.errors.length === 1 ? (error.errors[0]?.detail ?? error.message) : error.message
  }
}

/** Grey rows of the size of what is on its way, so that nothing jumps. */
export function RowsSkeleton({ rows = 8, height = 44 }: { rows?: number; height?: number }) {
  const { t } = useTranslation('ui')
  return (
    <Stack gap="xs" p="md" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton have nothing but their place
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </Stack>
  )
}
