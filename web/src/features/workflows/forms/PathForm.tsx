import { Button, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useBuilder, useBuilderStore } from '../builder/store'
import { isObject, type JsonObject, objectOf, textOf } from '../model/json'
import { put } from '../model/ops'
import { at } from '../model/problems'
import { type Entry, waysOf } from '../model/tree'
import { useWords } from '../words'
import { Conditions } from './Conditions'

/** A branch with its conditions, or another path that begins under a step. */
export function PathForm({ entry, way }: { entry: Entry; way: string }) {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const words = useWords()
  const document = useBuilder((builder) => builder.document)
  const problems = useBuilder((builder) => builder.problems)
  const readOnly = useBuilder((builder) => !builder.mayEdit)
  const found = waysOf(entry.step, entry.path).find((each) => each.key === way)
  if (!found) return null
  const branches = Array.isArray(entry.step.branches) ? entry.step.branches : []
  const branch = found.branch === undefined ? undefined : branches[found.branch]
  const path = [...entry.path, 'branches', found.branch ?? 0]
  const keep = (next: JsonObject, key: string) =>
    store.getState().edit(put(store.getState().document, path, next), `${entry.id}/${way}/${key}`)
  const trigger = textOf(objectOf(document, 'trigger'), 'type')
  return (
    <Stack gap="md">
      {isObject(branch) ? (
        <>
          <TextInput
            label={t('branches.name')}
            withAsterisk={!readOnly}
            value={textOf(branch, 'name')}
            placeholder={t('branchNumber', { number: (found.branch ?? 0) + 1 })}
            error={at(problems, entry.id, `${way}/name`)
              .map((each) => each.detail)
              .join(' ')}
            readOnly={readOnly}
            maxLength={200}
            onChange={(event) => keep({ ...branch, name: event.currentTarget.value }, 'name')}
          />
          <div>
            <Text size="sm" fw={600} mb={6}>
              {t('conditions.title')}
            </Text>
            <Conditions
              holder={branch}
              categories={trigger}
              readOnly={readOnly}
              step={entry.id}
              field={way}
              onChange={(next) => keep(next, 'conditions')}
            />
          </div>
        </>
      ) : (
        <Text size="sm">{words.hint(way)}</Text>
      )}
      {!readOnly && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => store.getState().set({ adding: { list: found.path, index: 0 } })}
        >
          {t('addFirst')}
        </Button>
      )}
    </Stack>
  )
}
