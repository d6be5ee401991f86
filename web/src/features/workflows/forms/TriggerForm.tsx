import { Select, Stack, Switch, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useBuilder, useBuilderStore } from '../builder/store'
import { TRIGGER_KINDS, triggerOf } from '../catalogue/triggers'
import { type Json, type JsonObject, objectOf, textOf } from '../model/json'
import { put } from '../model/ops'
import { at } from '../model/problems'
import { useWords } from '../words'
import { Conditions } from './Conditions'
import { FieldInput } from './FieldInput'
import { WebhookAddress } from './WebhookAddress'

/** What starts the workflow, and for whom. */
export function TriggerForm() {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const words = useWords()
  const document = useBuilder((builder) => builder.document)
  const problems = useBuilder((builder) => builder.problems)
  const readOnly = useBuilder((builder) => !builder.mayEdit)
  const trigger = objectOf(document, 'trigger')
  const type = textOf(trigger, 'type')
  const kind = triggerOf(type)
  const keep = (next: JsonObject, key?: string) =>
    store.getState().edit(put(store.getState().document, ['trigger'], next), key && `trigger/${key}`)
  const choose = (chosen: string | null) => {
    if (chosen !== null) keep({ type: chosen, ...structuredClone(triggerOf(chosen)?.start ?? {}) })
  }
  const change = (key: string, value: Json | undefined) => {
    const { [key]: _, ...rest } = trigger
    keep(value === undefined ? rest : { ...trigger, [key]: value }, key)
  }
  return (
    <Stack gap="md">
      <Select
        label={t('triggerType')}
        description={words.hint(type)}
        data={TRIGGER_KINDS.map((each) => ({ value: each.type, label: words.trigger(each.type) }))}
        value={type || null}
        allowDeselect={false}
        readOnly={readOnly}
        error={[
          ...at(problems, null, 'trigger/type'),
          ...at(problems, null, 'trigger').filter((each) => each.field === 'trigger'),
        ]
          .map((each) => each.detail)
          .join(' ')}
        onChange={choose}
      />
      {kind?.fields.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          holder={trigger}
          problems={at(problems, null, `trigger/${field.key}`)}
          readOnly={readOnly}
          onChange={change}
          onHolder={(next) => keep(next, field.key)}
        />
      ))}
      {type === 'incoming_webhook' && !readOnly && <WebhookAddress />}
      {kind && (
        <div>
          <Text size="sm" fw={600} mb={6}>
            {t('conditions.title')}
          </Text>
          <Conditions
            holder={trigger}
            categories={type}
            readOnly={readOnly}
            step={null}
            field="trigger"
            onChange={(next) => keep(next, 'conditions')}
          />
        </div>
      )}
      <Switch
        label={t('once')}
        description={t('onceHint')}
        checked={document.once_per_contact === true}
        disabled={readOnly}
        onChange={(event) =>
          store
            .getState()
            .edit(
              put(store.getState().document, ['once_per_contact'], event.currentTarget.checked || undefined),
            )
        }
      />
    </Stack>
  )
}
