import { Button, Collapse, Fieldset, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { TypedInput } from '@/ui/TypedInput'
import { ZONES } from '@/ui/zones'
import { CountrySelect } from '../forms/picks'
import type { Json } from '../model/json'
import { useWords } from '../words'
import { SceneAgents } from './SceneAgents'
import { SceneAnswers } from './SceneAnswers'
import { asks, type Customer, type House, type Scene } from './scene'
import type { Flaw } from './story'
import classes from './trial.module.css'
import type { TrialControls } from './useTrial'

type TrialSceneProps = { controls: TrialControls; house: House; flaws: readonly Flaw[] }

/** Whether something that is wrong is mended in the scene. */
export function isOfScene(pointer: string): boolean {
  return /^\/(start$|workspace\/(timezone|contacts|users))/.test(pointer)
}

/** Who is there, and when: what the trial begins with. A change plays all that was done anew. */
export function TrialScene({ controls, house, flaws }: TrialSceneProps) {
  const { t } = useTranslation('workflows')
  const [asked, { toggle }] = useDisclosure(false)
  const { trial, set, documents } = controls
  const opened = asked || flaws.some(({ pointer }) => isOfScene(pointer))
  const change = (changes: Partial<Scene>) => set({ ...trial, scene: { ...trial.scene, ...changes } })
  const wrong = (pointer: string) =>
    flaws.find((flaw) => flaw.pointer === pointer || flaw.pointer.startsWith(`${pointer}/`))?.detail
  const { scene } = trial
  return (
    <div>
      <Button
        size="xs"
        variant="default"
        fullWidth
        justify="space-between"
        classNames={{ label: classes.scene }}
        aria-expanded={opened}
        leftSection={<IconAdjustmentsHorizontal size={15} aria-hidden />}
        rightSection={
          <IconChevronDown size={14} aria-hidden className={classes.chevron} data-open={opened} />
        }
        onClick={toggle}
      >
        {t('try.scene')}
      </Button>
      <Collapse expanded={opened}>
        <Stack gap="sm" mt="sm">
          <Fieldset legend={t('try.time')} p="xs">
            <Stack gap="xs">
              <TextInput
                size="xs"
                type="datetime-local"
                label={t('try.begins')}
                error={wrong('/start')}
                value={scene.start}
                onChange={(event) => change({ start: event.currentTarget.value })}
              />
              <Select
                size="xs"
                label={t('field.timezone')}
                error={wrong('/workspace/timezone')}
                data={ZONES}
                value={scene.zone ?? house.timezone}
                searchable
                selectFirstOptionOnChange
                allowDeselect={false}
                onChange={(zone) => change({ zone })}
              />
            </Stack>
          </Fieldset>
          <CustomerForm
            contact={scene.contact}
            house={house}
            errorOf={(field) => wrong(`/workspace/contacts/0/${field}`)}
            onChange={(contact) => change({ contact })}
          />
          <SceneAgents controls={controls} house={house} wrong={wrong} onChange={change} />
          {asks(documents) && <SceneAnswers answers={scene.answers} onChange={change} />}
        </Stack>
      </Collapse>
    </div>
  )
}

type CustomerFormProps = {
  contact: Customer
  house: House
  errorOf: (field: string) => string | undefined
  onChange: (contact: Customer) => void
}

const LINES = ['first_name', 'last_name', 'email', 'phone', 'language'] as const

function CustomerForm({ contact, house, errorOf, onChange }: CustomerFormProps) {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const channels = [...new Set(house.channels)]
  const put = (changes: Partial<Customer>) => onChange({ ...contact, ...changes })
  const putField = (name: string, value: Json) => put({ fields: { ...contact.fields, [name]: value } })
  return (
    <Fieldset legend={t('try.contact')} p="xs">
      <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs">
        {LINES.map((name) => (
          <TextInput
            key={name}
            size="xs"
            label={words.field(name)}
            error={errorOf(name)}
            value={contact[name]}
            onChange={(event) => put({ [name]: event.currentTarget.value })}
          />
        ))}
        <CountrySelect
          size="xs"
          label={words.field('country')}
          error={errorOf('country')}
          clearable
          value={contact.country || null}
          onChange={(country) => put({ country: country ?? '' })}
        />
        {channels.length > 1 && (
          <Select
            size="xs"
            label={t('field.channel')}
            data={channels}
            value={contact.channel ?? channels[0] ?? null}
            allowDeselect={false}
            onChange={(channel) => put({ channel })}
          />
        )}
        {house.fields.map(({ name, type }) => (
          <TypedInput
            key={name}
            type={type}
            label={name}
            error={errorOf(`fields/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)}
            value={contact.fields[name]}
            onChange={(value) => putField(name, value)}
          />
        ))}
      </SimpleGrid>
      <TagsInput
        size="xs"
        mt="xs"
        label={t('category.contact_tags')}
        placeholder={contact.tags.length === 0 ? t('ui:typeAndEnter') : ''}
        error={errorOf('tags')}
        value={contact.tags}
        onChange={(tags) => put({ tags })}
      />
    </Fieldset>
  )
}
