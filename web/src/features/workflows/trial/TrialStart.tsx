import { Button, Fieldset, Select, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askedFor } from '../catalogue/variables'
import { PairsInput } from '../forms/PairsInput'
import { type Json, type JsonObject, textOf } from '../model/json'
import { type Agent, CONTACT } from './scene'
import type { Flaw } from './story'
import type { TrialControls } from './useTrial'

/** A person or the API starts the workflow and passes what its texts ask for. */
export function TrialStart({ controls, agents }: { controls: TrialControls; agents: Agent[] }) {
  const { t } = useTranslation('workflows')
  const { document, act } = controls
  const [by, setBy] = useState<string | null>(null)
  const [variables, setVariables] = useState<Json>(() =>
    Object.fromEntries(askedFor(document).map((name) => [name, ''])),
  )
  const [flaws, setFlaws] = useState<Flaw[]>([])
  const people = [
    ...agents.map(({ email, name }) => ({ value: email, label: name })),
    { value: 'api', label: t('choice.source.api') },
  ]
  const who = people.find(({ value }) => value === by) ?? people[0]
  const start = async (event: FormEvent) => {
    event.preventDefault()
    const given: JsonObject = {
      workflow: textOf(document, 'name'),
      contact: CONTACT,
      by: who?.value ?? 'api',
    }
    setFlaws(await act({ start: { ...given, variables } }))
  }
  const ofVariables = flaws.filter(({ pointer }) => pointer.startsWith('/variables'))
  return (
    <form noValidate onSubmit={(event) => void start(event)}>
      <Fieldset p="xs" legend={t('trigger.manual')}>
        <Stack gap="xs">
          <Select
            size="xs"
            label={t('try.by')}
            data={people}
            value={who?.value ?? null}
            allowDeselect={false}
            onChange={setBy}
          />
          <PairsInput
            field={{ key: 'variables', input: 'pairs' }}
            label={t('field.variables')}
            error={ofVariables.length > 0 ? ofVariables.map(({ detail }) => detail).join(' ') : undefined}
            value={variables}
            holder={{}}
            readOnly={false}
            onChange={(next) => setVariables(next ?? {})}
          />
          {flaws
            .filter((flaw) => !ofVariables.includes(flaw))
            .map(({ detail }) => (
              <Text key={detail} size="xs" c="var(--mantine-color-error)" role="alert">
                {detail}
              </Text>
            ))}
          <Button size="xs" type="submit" style={{ alignSelf: 'flex-start' }}>
            {t('try.start')}
          </Button>
        </Stack>
      </Fieldset>
    </form>
  )
}
