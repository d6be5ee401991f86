import { ActionIcon, Button, Group, Select, Stack, Textarea } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tried } from '@/api/schema.gen'
import { objectOf, textOf } from '../model/json'
import { Flaws } from './Flaws'
import { type Agent, CONTACT, choicesFrom } from './scene'
import { choicesOf } from './story'
import { TrialShortcut } from './TrialShortcut'
import { TrialStart } from './TrialStart'
import { TrialWebhook } from './TrialWebhook'
import { type TrialControls, useDoing } from './useTrial'

type TrialDoingsProps = { controls: TrialControls; agents: Agent[]; tried: Tried }

/** What contact and agents say, and what starts the workflow. */
export function TrialDoings({ controls, agents, tried }: TrialDoingsProps) {
  const { document } = controls
  const trigger = textOf(objectOf(document, 'trigger'), 'type')
  return (
    <Stack gap="xs">
      <Writing controls={controls} agents={agents} tried={tried} />
      {trigger === 'shortcut' && <TrialShortcut controls={controls} agents={agents} />}
      {trigger === 'manual' && <TrialStart controls={controls} agents={agents} />}
      {trigger === 'incoming_webhook' && <TrialWebhook controls={controls} />}
    </Stack>
  )
}

function Writing({ controls, agents, tried }: TrialDoingsProps) {
  const { t } = useTranslation('workflows')
  const [who, setWho] = useState(CONTACT)
  const [text, setText] = useState('')
  const { flaws, does } = useDoing(controls)
  const writer = agents.some(({ email }) => email === who) ? who : CONTACT
  const send = async () => {
    const words = text.trim()
    if (words === '' || controls.busy) return
    const done = await does(
      writer === CONTACT
        ? { message: { from: CONTACT, text: words } }
        : { reply: { by: writer, to: CONTACT, text: words } },
    )
    if (done) setText('')
  }
  const choices = choicesOf(tried.messages)
  return (
    <>
      {choices.length > 0 && (
        <Group gap={6} role="group" aria-label={t('try.choices')}>
          {choices.map((choice) => (
            <Button
              key={choice}
              size="xs"
              variant="outline"
              onClick={() => void does({ message: { from: CONTACT, choice } })}
            >
              {choice}
            </Button>
          ))}
        </Group>
      )}
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <Select
          w={132}
          aria-label={t('try.who')}
          data={[{ value: CONTACT, label: t('try.contact') }, ...choicesFrom(agents)]}
          value={writer}
          allowDeselect={false}
          onChange={(chosen) => chosen && setWho(chosen)}
        />
        <Textarea
          flex={1}
          autosize
          maxRows={4}
          aria-label={t('try.message')}
          placeholder={t('try.message')}
          value={text}
          error={flaws.length > 0}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            void send()
          }}
        />
        <ActionIcon size={36} aria-label={t('try.send')} onClick={() => void send()}>
          <IconSend size={17} aria-hidden />
        </ActionIcon>
      </Group>
      <Flaws flaws={flaws} />
    </>
  )
}
