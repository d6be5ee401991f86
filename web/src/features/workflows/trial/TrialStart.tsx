import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askedFor } from '../catalogue/variables'
import { PairsInput } from '../forms/PairsInput'
import { type Json, textOf } from '../model/json'
import { type Agent, CONTACT, choicesFrom } from './scene'
import { TrialForm } from './TrialForm'
import { type TrialControls, useDoing } from './useTrial'

/** A person or the API starts the workflow and passes what its texts ask for. */
export function TrialStart({ controls, agents }: { controls: TrialControls; agents: Agent[] }) {
  const { t } = useTranslation('workflows')
  const { document } = controls
  const { flaws, does } = useDoing(controls)
  const [variables, setVariables] = useState<Json>(() =>
    Object.fromEntries(askedFor(document).map((name) => [name, ''])),
  )
  const ofVariables = flaws.filter(({ pointer }) => pointer.startsWith('/variables'))
  return (
    <TrialForm
      legend={t('trigger.manual')}
      action={t('try.start')}
      people={[...choicesFrom(agents), { value: 'api', label: t('choice.source.api') }]}
      flaws={flaws.filter((flaw) => !ofVariables.includes(flaw))}
      onSubmit={(by) =>
        void does({ start: { workflow: textOf(document, 'name'), contact: CONTACT, by, variables } })
      }
    >
      <PairsInput
        field={{ key: 'variables', input: 'pairs' }}
        label={t('field.variables')}
        error={ofVariables.length > 0 ? ofVariables.map(({ detail }) => detail).join(' ') : undefined}
        value={variables}
        holder={{}}
        readOnly={false}
        onChange={(next) => setVariables(next ?? {})}
      />
    </TrialForm>
  )
}
