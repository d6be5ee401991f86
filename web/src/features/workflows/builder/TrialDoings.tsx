import { ActionIcon, Button, Group, Select, Stack, Textarea } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tried } from '@/api/schema.gen'
import { isObject, type Json, type JsonObject, textOf } from '../model/json'
import { agentsOf, bodyFor, CONTACT, choicesOf, startOf } from '../trial/story'

type TrialDoingsProps = { document: JsonObject; tried: Tried; onAct: (what: JsonObject) => void }

/** What contact and agents can do. */
export function TrialDoings({ document, tried, onAct }: TrialDoingsProps) {
  const { t } = useTranslation('workflows')
  const agents = agentsOf(document)
  const [who, setWho] = useState(CONTACT)
  const [text, setText] = useState('')
  const contact = tried.contacts.find(({ name }) => name === CONTACT)
  const [first] = agents
  const start = first ? startOf(document, first) : null
  const sent = bodyFor(document)
  const send = () => {
    const words = text.trim()
    if (words === '') return
    setText('')
    onAct(
      who === CONTACT
        ? { message: { from: CONTACT, text: words } }
        : { reply: { by: who, to: CONTACT, text: words } },
    )
  }
  return (
    <Stack gap="xs">
      {choicesOf(tried.messages).length > 0 && (
        <Group gap={6}>
          {choicesOf(tried.messages).map((choice) => (
            <Button
              key={choice}
              size="xs"
              variant="outline"
              onClick={() => onAct({ message: { from: CONTACT, choice } })}
            >
              {choice}
            </Button>
          ))}
        </Group>
      )}
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <Select
          w={150}
          aria-label={t('try.who')}
          data={[
            { value: CONTACT, label: t('try.contact') },
            ...agents.map(({ email, name }) => ({ value: email, label: name })),
          ]}
          value={who}
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
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return
            event.preventDefault()
            send()
          }}
        />
        <ActionIcon size={36} aria-label={t('try.send')} onClick={send}>
          <IconSend size={17} aria-hidden />
        </ActionIcon>
      </Group>
      {sent !== null && <Webhook document={document} sample={sent} onAct={onAct} />}
      <Group gap={6}>
        {start && (
          <Button size="compact-sm" onClick={() => onAct(start)}>
            {t('try.start')}
          </Button>
        )}
        {contact?.status === 'open' && first && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onAct({ close: { contact: CONTACT, by: contact.assignee ?? first.email } })}
          >
            {t('try.close')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

type WebhookProps = { document: JsonObject; sample: string; onAct: (what: JsonObject) => void }

/** What another system sends. */
function Webhook({ document, sample, onAct }: WebhookProps) {
  const { t } = useTranslation('workflows')
  const [text, setText] = useState(sample)
  const data = parsed(text)
  return (
    <Stack gap={6} align="flex-start">
      <Textarea
        w="100%"
        autosize
        minRows={2}
        maxRows={10}
        label={t('try.webhook')}
        ff="monospace"
        spellCheck={false}
        error={data === undefined ? t('try.noJson') : undefined}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        size="compact-sm"
        disabled={data === undefined}
        onClick={() => data && onAct({ webhook: { workflow: textOf(document, 'name'), body: data } })}
      >
        {t('try.send')}
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
