import { Group, Kbd, Modal, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommandGroups } from '@/ui/commands'

let opened = false
const listeners = new Set<() => void>()

function set(value: boolean) {
  opened = value
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Shows the sheet of keys. */
export function openShortcuts() {
  set(true)
}

/** Every key that does something here and now. */
export function ShortcutSheet() {
  const { t } = useTranslation()
  const shown = useSyncExternalStore(subscribe, () => opened)
  const groups = useCommandGroups()
    .map((group) => ({ ...group, commands: group.commands.filter((command) => command.keys) }))
    .filter((group) => group.commands.length > 0)
  return (
    <Modal
      opened={shown}
      onClose={() => set(false)}
      title={t('keys.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {groups.map((group) => (
          <Stack key={group.title} gap={6}>
            <Title order={3} size="h6">
              {group.title}
            </Title>
            {group.commands.map((command) => (
              <Group key={command.id} justify="space-between" wrap="nowrap">
                <Text size="sm">{command.label}</Text>
                <Group gap={4} wrap="nowrap">
                  {command.keys?.split(' ').map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </Group>
              </Group>
            ))}
          </Stack>
        ))}
      </SimpleGrid>
      <Text size="xs" c="dimmed" mt="lg">
        {t('keys.hint')}
      </Text>
    </Modal>
  )
}
