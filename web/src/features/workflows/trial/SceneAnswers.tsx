import { Group, NumberInput, Stack, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Remove, Rows } from '../forms/rows'
import type { Answer, Scene } from './scene'

type SceneAnswersProps = { answers: Answer[]; onChange: (changes: Partial<Scene>) => void }

/** What other systems answer to the workflow's requests; nothing real is ever called. */
export function SceneAnswers({ answers, onChange }: SceneAnswersProps) {
  const { t } = useTranslation('workflows')
  const keep = (next: Answer[]) => onChange({ answers: next })
  const change = (index: number, changes: Partial<Answer>) => {
    const before = answers[index]
    if (before) keep(answers.with(index, { ...before, ...changes }))
  }
  return (
    <Rows
      label={t('try.answers')}
      hint={t('try.answersHint')}
      add={t('addRow')}
      onAdd={() => keep([...answers, { url: 'https://', status: 200, body: '{}' }])}
    >
      {answers.map(({ url, status, body }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the address is what is being written
        <Stack key={index} gap={4}>
          <Group gap="xs" wrap="nowrap" align="flex-end">
            <TextInput
              size="xs"
              flex={1}
              label={t('field.url')}
              value={url}
              onChange={(event) => change(index, { url: event.currentTarget.value })}
            />
            <NumberInput
              size="xs"
              w={70}
              label={t('try.status')}
              min={100}
              max={599}
              hideControls
              allowDecimal={false}
              value={status}
              onChange={(code) => change(index, { status: typeof code === 'number' ? code : 200 })}
            />
            <Remove onClick={() => keep(answers.toSpliced(index, 1))} />
          </Group>
          <Textarea
            size="xs"
            autosize
            maxRows={8}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            spellCheck={false}
            label={t('field.body')}
            value={body}
            onChange={(event) => change(index, { body: event.currentTarget.value })}
          />
        </Stack>
      ))}
    </Rows>
  )
}
