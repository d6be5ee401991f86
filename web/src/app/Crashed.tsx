import { Button, Center, Stack, Title } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '@/ui/states'
import { loadAnew, takeNewVersion } from './newVersion'

/** Where a page could not be shown at all. */
export function Crashed({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  useEffect(() => void takeNewVersion(), [])
  return (
    <Center mih="60vh">
      <ErrorState
        error={error}
        onRetry={async () => {
          await loadAnew()
          reset()
          await router.invalidate()
        }}
      />
    </Center>
  )
}

/** Where nothing is. */
export function NotFound() {
  const { t } = useTranslation()
  return (
    <Center component="main" mih="60vh">
      <Stack align="center">
        <IconMapOff size={40} aria-hidden />
        <Title order={1} size="h3" ta="center">
          {t('notFound.title')}
        </Title>
        <Button component={Link} to="/">
          {t('notFound.back')}
        </Button>
      </Stack>
    </Center>
  )
}
