import { Group, Kbd, Modal, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { useCommandGroups } from '@/ui/commands'

const useSheet = create<{ opened: boolean }>(() => ({ opened: false }))

/** Shows the sheet of keys. */
export function openShortcuts() {
  useSheet.setState({ opened: true })
}

/** Every key that does something here and now. */
export function ShortcutSheet() {
  const { t } = useTranslation()
  const { opened } = useSheet()
  const groups = useCommandGroups()
    .map((group) => ({ ...group, commands: group.commands.filter((command) => command.keys) }))
    .filter((group) => group.commands.length > 0)
  return (
    <Modal
      opened={opened}
      onClose={() => useSheet.setState({ opened: false })}
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
