import { Alert, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tried } from '@/api/schema.gen'
import { objectOf, textOf } from '../model/json'
import { entriesOf, entryOf } from '../model/tree'
import { useWords } from '../words'
import type { Agent } from './scene'
import { type Line, transcript } from './story'
import classes from './trial.module.css'
import type { TrialControls } from './useTrial'

type TrialTranscriptProps = { tried: Tried; agents: Agent[]; controls: TrialControls }

/** What was said and what happened, each with the time since the start. */
export function TrialTranscript({ tried, agents, controls }: TrialTranscriptProps) {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const { document, run } = controls
  const lines = transcript(tried)
  const step = run?.step ? entryOf(entriesOf(document), run.step)?.step : undefined
  const names = new Map(agents.map(({ email, name }) => [email, name]))
  const trigger = textOf(objectOf(document, 'trigger'), 'type')
  const end = useShownEnd(lines.length)
  return (
    <>
      {run === undefined && (
        <Text size="sm" c="dimmed">
          {t(`try.begin.${trigger}`, { defaultValue: t('try.begin.message_received') })}
        </Text>
      )}
      {lines.length > 0 && (
        <ol className={classes.transcript} aria-label={t('try.transcript')}>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a transcript only grows
            <TranscriptLine key={index} line={line} names={names} />
          ))}
        </ol>
      )}
      {run && (
        <Text size="sm" role="status" className={classes.outcome} data-state={run.state}>
          {t(`ui:runState.${run.state}`)}
          {run.reason && ` · ${words.reason(run.reason)}`}
          {step && ` · ${words.title(step)}`}
        </Text>
      )}
      <div ref={end} />
      {tried.cut_off && <Alert color="orange">{t('try.cutOff')}</Alert>}
      {tried.failures.flatMap(({ pointer, detail, errors }) =>
        (errors.length > 0 ? errors.map((each) => each.detail) : [detail]).map((said) => (
          <Alert key={pointer + said} color="orange" title={t('try.unplayable')}>
            {said}
          </Alert>
        )),
      )}
    </>
  )
}

/** What has just happened comes into sight, on a phone too. */
function useShownEnd(length: number) {
  const end = useRef<HTMLDivElement>(null)
  const before = useRef(length)
  useEffect(() => {
    if (length > before.current) end.current?.scrollIntoView({ block: 'nearest' })
    before.current = length
  }, [length])
  return end
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
      <span dir="auto">{line.text}</span>
    </li>
  )
}
