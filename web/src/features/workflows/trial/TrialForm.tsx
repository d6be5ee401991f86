import { Button, Fieldset, Select, Stack } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Flaws } from './Flaws'
import type { Flaw } from './story'

type TrialFormProps = {
  legend: string
  action: string
  /** Who may do it; the first is chosen until another one is. */
  people: { value: string; label: string }[]
  flaws: readonly Flaw[]
  onSubmit: (by: string) => void
  children: ReactNode
}

/** What somebody fills in to start the workflow. */
export function TrialForm({ legend, action, people, flaws, onSubmit, children }: TrialFormProps) {
  const { t } = useTranslation('workflows')
  const [by, setBy] = useState<string | null>(null)
  const who = people.find(({ value }) => value === by) ?? people[0]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (who) onSubmit(who.value)
  }
  return (
    <form noValidate onSubmit={submit}>
      <Fieldset p="xs" legend={legend}>
        <Stack gap="xs">
          <Select
            size="xs"
            label={t('try.by')}
            data={people}
            value={who?.value ?? null}
            allowDeselect={false}
            onChange={setBy}
          />
          {children}
          <Flaws flaws={flaws} />
          <Button size="xs" type="submit" style={{ alignSelf: 'flex-start' }}>
            {action}
          </Button>
        </Stack>
      </Fieldset>
    </form>
  )
}
