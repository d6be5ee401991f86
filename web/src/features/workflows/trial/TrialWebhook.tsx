import { Button, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isObject, type Json, textOf } from '../model/json'
import { bodyFor } from './story'
import { type TrialControls, useDoing } from './useTrial'

/** What another system sends; at first something in which the contact is found. */
export function TrialWebhook({ controls }: { controls: TrialControls }) {
  const { t } = useTranslation('workflows')
  const { document, trial } = controls
  const { flaws, does } = useDoing(controls)
  const [text, setText] = useState<string | null>(null)
  const shown = text ?? bodyFor(document, trial.scene)
  const data = parsed(shown)
  const send = () => {
    if (data !== undefined) void does({ webhook: { workflow: textOf(document, 'name'), body: data } })
  }
  return (
    <Stack gap={6} align="flex-start">
      <Textarea
        w="100%"
        autosize
        minRows={2}
        maxRows={10}
        label={t('try.webhook')}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        spellCheck={false}
        error={
          data === undefined
            ? t('try.noJson')
            : flaws.length > 0
              ? flaws.map(({ detail }) => detail).join(' ')
              : undefined
        }
        value={shown}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button size="xs" disabled={data === undefined} onClick={send}>
        {t('try.sendData')}
      </Button>
    </Stack>
  )
}

function parsed(text: string): Json | undefined {
  try {
    const data: unknown = JSON.parse(text)
    return isObject(data) ? data : undefined
  } catch {
    return undefined
  }
}
