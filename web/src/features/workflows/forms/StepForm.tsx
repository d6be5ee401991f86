import { Button, Collapse, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBuilder, useBuilderStore } from '../builder/store'
import { fitting, keysOf, kindOf } from '../catalogue/steps'
import type { Field } from '../catalogue/types'
import type { Json, JsonObject } from '../model/json'
import { put, rename } from '../model/ops'
import { at } from '../model/problems'
import type { Entry } from '../model/tree'
import { useWords } from '../words'
import { Branches } from './Branches'
import { FieldInput } from './FieldInput'
import { Ways } from './Ways'

/** Everything that can be said about a step. */
export function StepForm({ entry }: { entry: Entry }) {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const words = useWords()
  const readOnly = useBuilder((builder) => !builder.mayEdit)
  const problems = useBuilder((builder) => builder.problems)
  const [more, { toggle }] = useDisclosure(false)
  const kind = kindOf(entry.step)
  const fields = (kind?.fields ?? []).filter((field) => field.when?.(entry.step) !== false)

  const keep = (step: JsonObject, key: string) =>
    store.getState().edit(put(store.getState().document, entry.path, step), `${entry.id}/${key}`)
  const change = (key: string, value: Json | undefined) => {
    const { [key]: _, ...rest } = entry.step
    const next =
      value === undefined
        ? rest
        : key in entry.step
          ? { ...entry.step, [key]: value }
          : { ...rest, [key]: value }
    keep(fitting(next, entry.step), key)
  }
  const show = (field: Field) => (
    <FieldInput
      key={field.key}
      field={field}
      holder={entry.step}
      problems={keysOf(field).flatMap((key) => at(problems, entry.id, key))}
      readOnly={readOnly}
      onChange={change}
      onHolder={(step) => keep(fitting(step), field.key)}
    />
  )
  const rare = fields.filter((field) => field.more)
  const open = more || rare.some((field) => field.key in entry.step)
  return (
    <Stack gap="md">
      {fields.filter((field) => !field.more).map(show)}
      {kind?.branches && <Branches entry={entry} />}
      <Ways entry={entry} />
      <TextInput
        label={t('stepName')}
        placeholder={words.kind(entry.kind)}
        value={typeof entry.step.name === 'string' ? entry.step.name : ''}
        readOnly={readOnly}
        maxLength={200}
        onChange={(event) => change('name', event.currentTarget.value || undefined)}
      />
      {!open && (
        <Button
          size="xs"
          variant="subtle"
          onClick={toggle}
          leftSection={<IconChevronDown size={14} aria-hidden />}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('more')}
        </Button>
      )}
      <Collapse expanded={open}>
        <Stack gap="md">
          {rare.map(show)}
          <IdInput key={entry.id} entry={entry} readOnly={readOnly} />
        </Stack>
      </Collapse>
    </Stack>
  )
}

/** The id, by which runs and jumps know the step: taken over when one leaves the field. */
function IdInput({ entry, readOnly }: { entry: Entry; readOnly: boolean }) {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const [draft, setDraft] = useState(entry.id)
  const good = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,63}$/u.test(draft)
  const keep = () => {
    const { document, edit, set } = store.getState()
    if (good && draft !== entry.id && edit(rename(document, entry.id, draft))) set({ selected: draft })
  }
  return (
    <TextInput
      label={t('stepId')}
      description={t('stepIdHint')}
      error={good ? undefined : t('stepIdBad')}
      value={draft}
      readOnly={readOnly}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => event.key === 'Enter' && keep()}
    />
  )
}
