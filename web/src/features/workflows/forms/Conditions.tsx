import { Button, Card, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useBuilder } from '../builder/store'
import { conditionsOf, isGroup } from '../catalogue/conditions'
import { isObject, type Json, type JsonObject } from '../model/json'
import { at } from '../model/problems'
import { ProblemText } from '../ProblemText'
import { ConditionRow } from './ConditionRow'
import { Remove } from './rows'

type ConditionsProps = {
  /** The trigger, the branch or the group that has the conditions. */
  holder: JsonObject
  categories: string
  readOnly: boolean
  /** The step and the field in it, for what is wrong. */
  step: string | null
  field: string
  onChange: (holder: JsonObject) => void
}

const NEW: JsonObject = {
  category: 'contact_field',
  field: 'conversation_status',
  operator: 'is_equal_to',
  value: 'open',
}

/** Conditions, all or any of which must hold; groups of them in one another where a document has such. */
export function Conditions({ holder, categories, readOnly, step, field, onChange }: ConditionsProps) {
  const { t } = useTranslation('workflows')
  const problems = useBuilder((builder) => builder.problems)
  const { mode, items } = conditionsOf(holder)
  const keep = (next: Json[], as = mode) => onChange(withConditions(holder, as, next))
  return (
    <Stack gap="xs">
      {items.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={t('conditions.mode')}
          value={mode}
          readOnly={readOnly}
          data={[
            { value: 'all', label: t('conditions.all') },
            { value: 'any', label: t('conditions.any') },
          ]}
          onChange={(as) => keep(items, as as 'all' | 'any')}
        />
      )}
      {items.map((item, index) => {
        const here = `${field}${field === '' ? '' : '/'}${mode}/${index}`
        const wrong = at(problems, step, here)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have nothing but their place
          <Card key={index} withBorder padding="xs" radius="md" data-wrong={wrong.length > 0 || undefined}>
            <Group align="flex-start" wrap="nowrap" gap={4}>
              <Stack gap={6} flex={1} miw={0}>
                {isGroup(item) ? (
                  <Conditions
                    holder={item as JsonObject}
                    categories={categories}
                    readOnly={readOnly}
                    step={step}
                    field={here}
                    onChange={(group) => keep(items.with(index, group))}
                  />
                ) : (
                  <ConditionRow
                    condition={isObject(item) ? item : {}}
                    trigger={categories}
                    readOnly={readOnly}
                    onChange={(condition) => keep(items.with(index, condition))}
                  />
                )}
                {!isGroup(item) &&
                  wrong.map((each) => (
                    <ProblemText key={each.pointer + each.detail} problem={each} size="xs" />
                  ))}
              </Stack>
              {!readOnly && <Remove onClick={() => keep(items.toSpliced(index, 1))} />}
            </Group>
          </Card>
        )
      })}
      {items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('conditions.none')}
        </Text>
      )}
      {!readOnly && (
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => keep([...items, NEW])}
          >
            {t('conditions.add')}
          </Button>
          {items.length > 0 && (
            <Button
              size="xs"
              variant="subtle"
              onClick={() => keep([...items, { [mode === 'all' ? 'any' : 'all']: [NEW] }])}
            >
              {t('conditions.group')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  )
}

/** The holder with other conditions, in the place where they stood. */
function withConditions(holder: JsonObject, mode: 'all' | 'any', items: Json[]): JsonObject {
  const keys = Object.keys(holder)
  const old = keys.find((key) => key === 'all' || key === 'any')
  if (old === undefined) {
    const steps = keys.indexOf('steps')
    const pairs = Object.entries(holder)
    pairs.splice(steps === -1 ? pairs.length : steps, 0, [mode, items])
    return Object.fromEntries(pairs)
  }
  return Object.fromEntries(
    Object.entries(holder)
      .filter(([key]) => key === old || (key !== 'all' && key !== 'any'))
      .map(([key, value]) => (key === old ? [mode, items] : [key, value])),
  )
}
