import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TypedInput } from '@/ui/TypedInput'
import { type JsonObject, textOf } from '../model/json'
import { type Agent, CONTACT, choicesFrom } from './scene'
import { formOf } from './story'
import { TrialForm } from './TrialForm'
import { type TrialControls, useDoing } from './useTrial'

/** An agent picks the shortcut for the contact and fills in its form. */
export function TrialShortcut({ controls, agents }: { controls: TrialControls; agents: Agent[] }) {
  const { t } = useTranslation('workflows')
  const [answers, setAnswers] = useState<JsonObject>({})
  const { flaws, does } = useDoing(controls)
  const { document } = controls
  const form = formOf(document)
  const use = (by: string) => {
    const given = form.map(({ name }) => [name, answers[name] ?? null])
    const entry = { workflow: textOf(document, 'name'), contact: CONTACT, by }
    void does({ shortcut: { ...entry, form: Object.fromEntries(given) } })
  }
  const errorOf = (name: string) => flaws.find(({ pointer }) => pointer === `/form/${name}`)?.detail
  return (
    <TrialForm
      legend={t('trigger.shortcut')}
      action={t('try.shortcut')}
      people={choicesFrom(agents)}
      flaws={flaws.filter(({ pointer }) => !form.some(({ name }) => pointer === `/form/${name}`))}
      onSubmit={use}
    >
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
    </TrialForm>
  )
}
