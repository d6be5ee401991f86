import { Button, Fieldset, Select, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TypedInput } from '@/ui/TypedInput'
import { type JsonObject, textOf } from '../model/json'
import { type Agent, CONTACT } from './scene'
import { type Flaw, formOf } from './story'
import type { TrialControls } from './useTrial'

/** An agent picks the shortcut for the contact and fills in its form. */
export function TrialShortcut({ controls, agents }: { controls: TrialControls; agents: Agent[] }) {
  const { t } = useTranslation('workflows')
  const [by, setBy] = useState<string | null>(null)
  const [answers, setAnswers] = useState<JsonObject>({})
  const [flaws, setFlaws] = useState<Flaw[]>([])
  const { document, act } = controls
  const form = formOf(document)
  const agent = agents.find(({ email }) => email === by) ?? agents[0]
  const use = async (event: FormEvent) => {
    event.preventDefault()
    if (!agent) return
    const given = form.map(({ name }) => [name, answers[name] ?? null])
    const entry = { workflow: textOf(document, 'name'), contact: CONTACT, by: agent.email }
    setFlaws(await act({ shortcut: { ...entry, form: Object.fromEntries(given) } }))
  }
  const errorOf = (name: string) => flaws.find(({ pointer }) => pointer === `/form/${name}`)?.detail
  const rest = flaws.filter(({ pointer }) => !form.some(({ name }) => pointer === `/form/${name}`))
  return (
    <form noValidate onSubmit={(event) => void use(event)}>
      <Fieldset p="xs" legend={t('trigger.shortcut')}>
        <Stack gap="xs">
          <Select
            size="xs"
            label={t('try.by')}
            data={agents.map(({ email, name }) => ({ value: email, label: name }))}
            value={agent?.email ?? null}
            allowDeselect={false}
            onChange={setBy}
          />
          {form.map(({ name, type, label, required }) => (
            <TypedInput
              key={name}
              type={type}
              label={label}
              required={required}
              error={errorOf(name)}
              value={answers[name]}
              onChange={(value) => setAnswers({ ...answers, [name]: value })}
            />
          ))}
          {rest.map(({ detail }) => (
            <Text key={detail} size="xs" c="var(--mantine-color-error)" role="alert">
              {detail}
            </Text>
          ))}
          <Button size="xs" type="submit" style={{ alignSelf: 'flex-start' }}>
            {t('try.shortcut')}
          </Button>
        </Stack>
      </Fieldset>
    </form>
  )
}
