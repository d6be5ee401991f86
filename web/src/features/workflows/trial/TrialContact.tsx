import { Button, Collapse, Group, Pill, Select, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tried } from '@/api/schema.gen'
import { TypedInput } from '@/ui/TypedInput'
import { SETTABLE } from '../catalogue/conditions'
import type { Json } from '../model/json'
import { useWords } from '../words'
import { Flaws } from './Flaws'
import { type Agent, CONTACT, type House } from './scene'
import classes from './trial.module.css'
import { type Does, type TrialControls, useDoing } from './useTrial'

type TrialContactProps = { controls: TrialControls; house: House; agents: Agent[]; tried: Tried }

/** How things stand with the contact, and what changes about them while the clock stands here. */
export function TrialContact({ controls, house, agents, tried }: TrialContactProps) {
  const { t } = useTranslation('workflows')
  const [opened, { toggle }] = useDisclosure(false)
  const { flaws, does } = useDoing(controls)
  const { contact } = controls
  if (!contact) return null
  return (
    <Stack gap="xs" role="group" aria-label={t('try.contact')}>
      <ContactNow contact={contact} agents={agents} variables={tried.runs.at(-1)?.variables ?? {}} />
      <Button
        size="compact-sm"
        variant="subtle"
        aria-expanded={opened}
        leftSection={<IconChevronDown size={14} aria-hidden className={classes.chevron} data-open={opened} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={toggle}
      >
        {t('try.change')}
      </Button>
      <Collapse expanded={opened}>
        <Stack gap="xs">
          <Tags tags={contact.tags} does={does} />
          <Fields house={house} does={does} />
          <Conversation contact={contact} house={house} agents={agents} does={does} />
          <Flaws flaws={flaws} />
        </Stack>
      </Collapse>
    </Stack>
  )
}

type Told = Tried['contacts'][number]

function ContactNow({ contact, agents, variables }: { contact: Told; agents: Agent[]; variables: object }) {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const assignee = agents.find(({ email }) => email === contact.assignee)?.name
  const lines: [string, string][] = [
    [words.field('conversation_status'), words.choice('conversation_status', contact.status)],
    [words.field('assignee'), assignee ?? '–'],
    [t('category.contact_tags'), contact.tags.join(', ') || '–'],
    ...Object.entries(contact.fields)
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]): [string, string] => [words.field(name), plain(value as Json)]),
    ...Object.entries(variables).map(([name, value]): [string, string] => [
      `variable.${name}`,
      plain(value as Json),
    ]),
  ]
  return (
    <dl className={classes.facts}>
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function plain(value: Json): string {
  if (Array.isArray(value)) return value.map(plain).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function Tags({ tags, does }: { tags: string[]; does: Does }) {
  const { t } = useTranslation('workflows')
  const [tag, setTag] = useState('')
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (tag.trim() !== '' && (await does({ add_tag: { contact: CONTACT, tag: tag.trim() } }))) setTag('')
  }
  return (
    <form noValidate onSubmit={(event) => void add(event)}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          size="xs"
          flex={1}
          label={t('field.add')}
          value={tag}
          onChange={(event) => setTag(event.currentTarget.value)}
        />
        <Button size="xs" variant="default" type="submit">
          {t('addRow')}
        </Button>
      </Group>
      <Pill.Group mt={tags.length > 0 ? 6 : 0}>
        {tags.map((each) => (
          <Pill
            key={each}
            withRemoveButton
            removeButtonProps={{
              'aria-label': t('try.removeTag', { tag: each }),
              'aria-hidden': false,
              tabIndex: 0,
            }}
            onRemove={() => void does({ remove_tag: { contact: CONTACT, tag: each } })}
          >
            {each}
          </Pill>
        ))}
      </Pill.Group>
    </form>
  )
}

function Fields({ house, does }: { house: House; does: Does }) {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const [field, setField] = useState('first_name')
  const [value, setValue] = useState<Json>('')
  const type = house.fields.find(({ name }) => name === field)?.type ?? 'text'
  const names = [...SETTABLE, ...house.fields.map(({ name }) => name)]
  const change = async (event: FormEvent) => {
    event.preventDefault()
    const given = value === '' ? null : value
    if (await does({ set_field: { contact: CONTACT, field, value: given } })) setValue('')
  }
  return (
    <form noValidate onSubmit={(event) => void change(event)}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Select
          size="xs"
          flex={1}
          label={t('field.field')}
          data={names.map((name) => ({ value: name, label: words.field(name) }))}
          value={field}
          searchable
          allowDeselect={false}
          onChange={(chosen) => {
            if (chosen === null) return
            setField(chosen)
            setValue('')
          }}
        />
        <div style={{ flex: 1 }}>
          <TypedInput key={field} type={type} label={t('field.value')} value={value} onChange={setValue} />
        </div>
        <Button size="xs" variant="default" type="submit">
          {t('try.set')}
        </Button>
      </Group>
    </form>
  )
}

type ConversationProps = { contact: Told; house: House; agents: Agent[]; does: Does }

/** Opened or closed by hand, with a category where the workspace has such. */
function Conversation({ contact, house, agents, does }: ConversationProps) {
  const { t } = useTranslation('workflows')
  const [category, setCategory] = useState<string | null>(null)
  const by = contact.assignee ?? agents[0]?.email ?? 'api'
  if (contact.status !== 'open')
    return (
      <Button
        size="xs"
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => void does({ open: { contact: CONTACT, by } })}
      >
        {t('step.open_conversation')}
      </Button>
    )
  const close = () =>
    void does({ close: { contact: CONTACT, by, ...(category === null ? {} : { category }) } })
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      {house.categories.length > 0 && (
        <Select
          size="xs"
          flex={1}
          clearable
          label={t('field.category')}
          placeholder={t('ui:choose')}
          data={house.categories}
          value={category}
          onChange={setCategory}
        />
      )}
      <Button size="xs" variant="default" onClick={close}>
        {t('try.close')}
      </Button>
    </Group>
  )
}
