import { ActionIcon, Button, Card, Group, Stack, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconCopy, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNotify } from '@/ui/notify'
import { useBuilder, useBuilderStore } from '../builder/store'
import type { Edit } from '../model/edit'
import { isObject, type JsonObject, listAt } from '../model/json'
import { addItem, moveItem, put } from '../model/ops'
import type { Entry } from '../model/tree'
import { useWords } from '../words'

/** The branches in the order in which they are tried; the first that holds is taken. */
export function Branches({ entry }: { entry: Entry }) {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const notify = useNotify()
  const words = useWords()
  const mayEdit = useBuilder((builder) => builder.mayEdit)
  const branches = listAt(entry.step, ['branches'])
  const list = [...entry.path, 'branches']
  const edit = (make: (document: JsonObject) => Edit[]) =>
    store.getState().edit(make(store.getState().document))
  const open = (index: number) => store.getState().show(`${entry.id}@branches/${index}`)

  const add = (branch: JsonObject) => {
    if (edit((document) => addItem(document, list, branch))) open(branches.length)
  }
  const removeBranch = (index: number) => {
    if (edit((document) => put(document, [...list, index], undefined)))
      notify.done(t('removed', { name: words.way(entry.step, '', index) }), store.getState().wayBack())
  }
  return (
    <Stack gap="xs" role="group" aria-label={t('branches.title')}>
      <div>
        <Text size="sm" fw={600}>
          {t('branches.title')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('branches.hint')}
        </Text>
      </div>
      {branches.map((branch, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: branches have nothing but their place
        <Card key={index} withBorder padding="xs" radius="md">
          <Group gap={4} wrap="nowrap">
            <div style={{ flex: 1, minWidth: 0 }}>
              <Text size="sm" fw={600} truncate>
                {words.way(entry.step, '', index)}
              </Text>
              <Text size="xs" c="dimmed" lineClamp={2}>
                {isObject(branch) ? words.conditions(branch) : ''}
              </Text>
            </div>
            <Tool label={t('branches.edit')} icon={IconPencil} onClick={() => open(index)} />
            {mayEdit && (
              <>
                <Tool
                  label={t('branches.up')}
                  icon={IconArrowUp}
                  disabled={index === 0}
                  onClick={() => edit((document) => moveItem(document, list, index, index - 1))}
                />
                <Tool
                  label={t('branches.down')}
                  icon={IconArrowDown}
                  disabled={index === branches.length - 1}
                  onClick={() => edit((document) => moveItem(document, list, index, index + 1))}
                />
                <Tool
                  label={t('branches.copy')}
                  icon={IconCopy}
                  onClick={() => isObject(branch) && add({ ...branch, steps: [] })}
                />
                <Tool label={t('branches.remove')} icon={IconTrash} onClick={() => removeBranch(index)} />
              </>
            )}
          </Group>
        </Card>
      ))}
      {mayEdit && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() =>
            add({ name: t('branchNumber', { number: branches.length + 1 }), all: [], steps: [] })
          }
        >
          {t('branches.add')}
        </Button>
      )}
    </Stack>
  )
}

type ToolProps = { label: string; icon: typeof IconCopy; disabled?: boolean; onClick: () => void }

function Tool({ label, icon: Icon, disabled, onClick }: ToolProps) {
  return (
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon size={15} aria-hidden />
    </ActionIcon>
  )
}
