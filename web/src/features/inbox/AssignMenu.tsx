import { Button, Combobox, Group, Text, useCombobox, VisuallyHidden } from '@mantine/core'
import { IconChevronDown, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/me'
import { usersQuery } from '@/api/people'
import type { ContactView, Person, UserView } from '@/api/schema.gen'
import { PersonAvatar } from '@/ui/PersonAvatar'
import classes from './inbox.module.css'

type AssignMenuProps = {
  contact: ContactView
  opened: boolean
  onOpened: (opened: boolean) => void
  onAssign: (to: Person | null) => void
}

const ORDER: UserView['status'][] = ['online', 'busy', 'offline']

/** Who has the contact, and the choice of somebody else. */
export function AssignMenu({ contact, opened, onOpened, onAssign }: AssignMenuProps) {
  const { t } = useTranslation('inbox')
  const { user: me } = useMe()
  const { data: users = [] } = useQuery(usersQuery)
  const [search, setSearch] = useState('')
  const combobox = useCombobox({
    opened,
    onOpenedChange: onOpened,
    onDropdownClose: () => {
      setSearch('')
      combobox.resetSelectedOption()
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  })
  const { focusSearchInput } = combobox
  useEffect(() => {
    if (opened) focusSearchInput()
  }, [opened, focusSearchInput])
  const wanted = search.trim().toLowerCase()
  const found = users
    .filter((user) => `${user.name} ${user.email}`.toLowerCase().includes(wanted))
    .sort(
      (a, b) =>
        Number(b.id === me?.id) - Number(a.id === me?.id) ||
        ORDER.indexOf(a.status) - ORDER.indexOf(b.status),
    )
  const holder = contact.assignee
  return (
    <Combobox
      store={combobox}
      width={290}
      position="bottom-end"
      withinPortal={false}
      onOptionSubmit={(value) => {
        const user = users.find((each) => String(each.id) === value)
        onAssign(user ?? null)
        combobox.closeDropdown()
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          size="sm"
          variant="default"
          aria-haspopup="listbox"
          aria-expanded={opened}
          leftSection={
            holder ? <PersonAvatar name={holder.name} size={20} /> : <IconUserPlus size={16} aria-hidden />
          }
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => combobox.toggleDropdown()}
        >
          <Text size="sm" maw={{ base: 64, sm: 140 }} className={classes.ellipsis}>
            {holder?.name ?? t('assign.action')}
          </Text>
          {holder && <VisuallyHidden>{t('assign.other')}</VisuallyHidden>}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          aria-label={t('assign.search')}
          placeholder={t('assign.search')}
          onChange={(event) => {
            setSearch(event.currentTarget.value)
            combobox.updateSelectedOptionIndex()
          }}
        />
        <Combobox.Options tabIndex={0} aria-label={t('assign.title')} mah={280} style={{ overflowY: 'auto' }}>
          {wanted === '' && holder && <Combobox.Option value="nobody">{t('assign.nobody')}</Combobox.Option>}
          {found.map((user) => (
            <Choice key={user.id} user={user} isMe={user.id === me?.id} active={user.id === holder?.id} />
          ))}
          {found.length === 0 && <Combobox.Empty>{t('assign.nobodyFound')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function Choice({ user, isMe, active }: { user: UserView; isMe: boolean; active: boolean }) {
  const { t } = useTranslation('inbox')
  return (
    <Combobox.Option value={String(user.id)} active={active}>
      <Group gap="sm" wrap="nowrap">
        <PersonAvatar name={user.name} status={user.status} size={26} />
        <Text size="sm" flex={1} className={classes.ellipsis}>
          {isMe ? t('assign.me', { name: user.name }) : user.name}
        </Text>
        <Text size="xs" c="dimmed">
          {t('assign.open', { count: user.open_contacts })}
        </Text>
      </Group>
    </Combobox.Option>
  )
}
