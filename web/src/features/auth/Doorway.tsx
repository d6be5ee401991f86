import { Center, Group, Paper, Select, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, LANGUAGES, type Language } from '@/app/i18n'

const CHOICES = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))

type DoorwayProps = { title: string; hint?: string; children: ReactNode }

/** The frame of what one sees before being logged in. */
export function Doorway({ title, hint, children }: DoorwayProps) {
  const { t, i18n } = useTranslation('auth')
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={400}>
        <Group gap="sm" justify="center">
          <img src="/icon.svg" alt="" width={36} height={36} />
          <Text fw={700} size="xl">
            Evenhand
          </Text>
        </Group>
        <Paper withBorder p="xl" shadow="sm">
          <Stack>
            <div>
              <Title order={1} size="h3">
                {title}
              </Title>
              {hint && (
                <Text size="sm" c="dimmed" mt={4}>
                  {hint}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </Paper>
        <Select
          aria-label={t('language')}
          data={CHOICES}
          value={i18n.language}
          onChange={(value) => value && void chooseLanguage(value as Language)}
          allowDeselect={false}
          variant="unstyled"
          size="sm"
          w={170}
          mx="auto"
        />
      </Stack>
    </Center>
  )
}
