import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Tried } from '@/api/schema.gen'
import { type Agent, type Line, transcript } from '../trial/story'
import { useWords } from '../words'
import classes from './builder.module.css'

/** What was said and what happened, each with the time since the start. */
export function TrialTranscript({ tried, agents }: { tried: Tried; agents: Agent[] }) {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const lines = transcript(tried)
  const run = tried.runs.at(-1)
  if (lines.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('try.nothing')}
      </Text>
    )
  const names = new Map(agents.map(({ email, name }) => [email, name]))
  return (
    <>
      <ol className={classes.transcript} aria-label={t('try.transcript')}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a transcript only grows
          <TranscriptLine key={index} line={line} names={names} />
        ))}
      </ol>
      {run && (
        <Text size="sm" role="status">
          {t(`runState.${run.state}`)}
          {run.reason && ` · ${words.reason(run.reason)}`}
          {run.step && ` · ${run.step}`}
        </Text>
      )}
    </>
  )
}

function TranscriptLine({ line, names }: { line: Line; names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('workflows')
  if (line.is === 'event')
    return (
      <li>
        <Text size="xs" c="dimmed" ta="center">
          {line.at} ·{' '}
          {t(`tried.${line.type}`, {
            name: names.get(line.who) ?? line.who,
          })}
        </Text>
      </li>
    )
  const sender =
    line.sender === 'contact'
      ? t('try.contact')
      : line.sender === 'workflow'
        ? t('try.workflow')
        : (names.get(line.sender) ?? line.sender)
  const side = line.is === 'note' ? 'note' : line.from === 'contact' ? 'in' : 'out'
  return (
    <li className={classes.bubble} data-side={side}>
      <Text component="div" size="xs" c="dimmed">
        {sender} · {line.at}
        {line.is === 'note' && ` · ${t('try.note')}`}
      </Text>
      {line.text}
    </li>
  )
}
