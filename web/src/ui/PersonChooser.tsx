import { Combobox, Group, Text, useCombobox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/me'
import { usersQuery } from '@/api/people'
import type { UserView } from '@/api/schema.gen'
import { PersonAvatar, STATUSES } from './PersonAvatar'
import classes from './PersonChooser.module.css'
import { found } from './search'
import { useFocusBack } from './useFocusBack'

const SHOWN = 50 // people; of more one finds the others by searching
const NOBODY = 'nobody'

/** People as one wants them for work: oneself, then those online with the fewest open contacts. */
function byRoom(users: readonly UserView[], me: number | undefined): UserView[] {
  return [...users].sort(
    (a, b) =>
      Number(b.id === me) - Number(a.id === me) ||
      STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
      a.open_contacts - b.open_contacts,
  )
}

type PersonChooserProps = {
  /** What the list is for, as screen readers say it. */
  label: string
  opened: boolean
  onOpened: (opened: boolean) => void
  /** Who is chosen now. */
  current?: number | undefined
  /** What choosing nobody is called, where that can be done. */
  nobody?: string | undefined
  onChoose: (user: UserView | null) => void
  /** The button that opens it. */
  children: ReactElement
}

/** The choice of a person, by search and keyboard, with presence and open contacts. */
export function PersonChooser({ opened, onOpened, onChoose, children, ...list }: PersonChooserProps) {
  const { data: users = [] } = useQuery({ ...usersQuery, enabled: opened })
  const combobox = useCombobox({
    opened,
    onOpenedChange: onOpened,
    onDropdownClose: () => combobox.resetSelectedOption(),
  })
  useFocusBack(opened)
  return (
    <Combobox
      store={combobox}
      width={290}
      position="bottom-end"
      withinPortal={false}
      transitionProps={{ duration: 0 }}
      onOptionSubmit={(value) => {
        onChoose(users.find((each) => String(each.id) === value) ?? null)
        combobox.closeDropdown()
      }}
    >
      <Combobox.Target withAriaAttributes={false}>{children}</Combobox.Target>
      <Combobox.Dropdown className={classes.dropdown}>
        {opened && <People store={combobox} users={users} {...list} />}
      </Combobox.Dropdown>
    </Combobox>
  )
}

type PeopleProps = Pick<PersonChooserProps, 'label' | 'current' | 'nobody'> & {
  store: ReturnType<typeof useCombobox>
  users: UserView[]
}

function People({ store, users, label, current, nobody }: PeopleProps) {
  const { t } = useTranslation('ui')
  const { user: me } = useMe()
  const [search, setSearch] = useState('')
  const { selectFirstOption } = store
  const field = useRef<HTMLInputElement>(null)
  // At once: what one types after the key that opens it must not be taken for other keys.
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), [])
  const fitting = found(byRoom(users, me?.id), search, (user) => `${user.name} ${user.email}`)
  const shown = fitting.slice(0, SHOWN)
  const first = shown[0]?.id
  // Enter takes the first that was found; before one has searched it takes nobody.
  useEffect(() => {
    if (search !== '' && first !== undefined) selectFirstOption()
  }, [search, first, selectFirstOption])
  return (
    <>
      <Combobox.Search
        ref={field}
        value={search}
        aria-label={t('person.search')}
        placeholder={t('person.search')}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Combobox.Options
        tabIndex={0}
        aria-label={label}
        className={classes.options}
        hidden={shown.length === 0}
      >
        {search === '' && nobody && <Combobox.Option value={NOBODY}>{nobody}</Combobox.Option>}
        {shown.map((user) => (
          <Combobox.Option
            key={user.id}
            value={String(user.id)}
            active={user.id === current}
            className={classes.option}
          >
            <Group gap="sm" wrap="nowrap">
              <PersonAvatar name={user.name} status={user.status} size={26} />
              <Text size="sm" flex={1} truncate>
                {user.id === me?.id ? t('person.me', { name: user.name }) : user.name}
              </Text>
              <Text size="xs" className={classes.load}>
                {t('person.open', { count: user.open_contacts })}
              </Text>
            </Group>
          </Combobox.Option>
        ))}
        {fitting.length > SHOWN && (
          <Text size="xs" c="dimmed" p="xs">
            {t('person.more', { count: fitting.length - SHOWN })}
          </Text>
        )}
      </Combobox.Options>
      {shown.length === 0 && (
        <Text size="sm" c="dimmed" p="xs" ta="center" role="status">
          {t('person.nobody')}
        </Text>
      )}
    </>
  )
}
