import { Checkbox, Stack, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { useBuilder, useBuilderStore } from '../builder/store'
import { type Json, textOf } from '../model/json'
import { put } from '../model/ops'
import { at } from '../model/problems'

const STOPS = ['agent_message', 'incoming_message', 'manual_assignment', 'conversation_closed'] as const

/** What holds for the workflow as a whole. */
export function WorkflowForm() {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const document = useBuilder((builder) => builder.document)
  const problems = useBuilder((builder) => builder.problems)
  const saveError = useBuilder((builder) => builder.saveError)
  const readOnly = useBuilder((builder) => !builder.mayEdit)
  const stops = Array.isArray(document.stop_when) ? document.stop_when.map(String) : []
  const change = (key: string, value: Json | undefined) =>
    store.getState().edit(put(store.getState().document, [key], value), key)
  const wrong = at(problems, null, 'name').map((each) => each.detail)
  return (
    <Stack gap="md">
      <TextInput
        label={t('settings.name')}
        withAsterisk={!readOnly}
        value={textOf(document, 'name')}
        error={wrong[0] ?? (ofName(saveError) ? saveError.message : undefined)}
        readOnly={readOnly}
        maxLength={200}
        onChange={(event) => change('name', event.currentTarget.value)}
      />
      <Textarea
        label={t('settings.description')}
        value={textOf(document, 'description')}
        autosize
        minRows={2}
        maxRows={10}
        readOnly={readOnly}
        maxLength={10_000}
        onChange={(event) => change('description', event.currentTarget.value || undefined)}
      />
      <Checkbox.Group
        label={t('settings.stop')}
        description={t('settings.stopHint')}
        value={stops}
        readOnly={readOnly}
        onChange={(chosen) =>
          change('stop_when', chosen.length === 0 ? undefined : STOPS.filter((stop) => chosen.includes(stop)))
        }
      >
        <Stack gap="xs" mt="xs">
          {STOPS.map((stop) => (
            <Checkbox key={stop} value={stop} label={t(`ui:reason.${stop}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
    </Stack>
  )
}

/** Whether it is the name for which the draft could not be saved: it is taken, or it is none. */
function ofName(error: unknown): error is ApiError {
  return error instanceof ApiError && (error.status === 409 || error.at('/document/name') !== undefined)
}
