import { Button, Group, Stack, Switch, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useBuilder, useBuilderStore } from '../builder/store'
import { kindOf } from '../catalogue/steps'
import { listAt } from '../model/json'
import { put } from '../model/ops'
import type { Entry } from '../model/tree'
import { useWords } from '../words'

/** The ways out of a step: whether there is one for what can go wrong, and how to get to it. */
export function Ways({ entry }: { entry: Entry }) {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const words = useWords()
  const mayEdit = useBuilder((builder) => builder.mayEdit)
  const ways = (kindOf(entry.step)?.ways ?? []).filter((way) => way.when?.(entry.step) !== false)
  if (ways.length === 0) return null
  return (
    <Stack gap="xs" role="group" aria-label={t('ways')}>
      <Text size="sm" fw={600}>
        {t('ways')}
      </Text>
      {ways.map(({ key }) => {
        const count = listAt(entry.step, [key]).length
        const there = key in entry.step
        return (
          <Group key={key} justify="space-between" wrap="nowrap" gap="xs">
            <Switch
              label={words.way(entry.step, key)}
              description={there ? undefined : words.hint(`without_${key}`)}
              checked={there}
              // Steps are deleted one by one, or taken along with their step: not by a switch.
              disabled={!mayEdit || count > 0}
              onChange={(event) =>
                store
                  .getState()
                  .edit(
                    put(
                      store.getState().document,
                      [...entry.path, key],
                      event.currentTarget.checked ? [] : undefined,
                    ),
                  )
              }
            />
            {there && (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => store.getState().show(`${entry.id}@${key}`)}
              >
                {t('steps', { count })}
              </Button>
            )}
          </Group>
        )
      })}
    </Stack>
  )
}
