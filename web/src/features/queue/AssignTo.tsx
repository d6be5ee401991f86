import { Button, Combobox, Group, Text, useCombobox } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usersQuery } from '@/api/people'
import type { UserView } from '@/api/schema.gen'
import { PersonAvatar } from '@/ui/PersonAvatar'

type AssignToProps = { label: string; loading: boolean; onChoose: (user: UserView) => void }

/** The choice of a person, those with the fewest open contacts among the online first. */
export function AssignTo({ label, loading, onChoose }: AssignToProps) {
  const { t } = useTranslation('queue')
  const { data: users = [] } = useQuery(usersQuery)
  const [search, setSearch] = useState('')
  const combobox = useCombobox({
    onDropdownClose: () => setSearch(''),
    onDropdownOpen: () => combobox.focusSearchInput(),
  })
  const found = users
    .filter((user) => `${user.name} ${user.email}`.toLowerCase().includes(search.trim().toLowerCase()))
    .sort(
      (a, b) =>
        Number(b.status === 'online') - Number(a.status === 'online') || a.open_contacts - b.open_contacts,
    )
  return (
    <Combobox
      store={combobox}
      width={280}
      position="bottom-end"
      onOptionSubmit={(id) => {
        const user = users.find((each) => String(each.id) === id)
        if (user) onChoose(user)
        combobox.closeDropdown()
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          size="sm"
          variant="light"
          loading={loading}
          aria-label={label}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          leftSection={<IconUserPlus size={16} aria-hidden />}
          onClick={() => combobox.toggleDropdown()}
        >
          {t('assign.action')}
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
        <Combobox.Options aria-label={label} mah={280} style={{ overflowY: 'auto' }}>
          {found.map((user) => (
            <Combobox.Option key={user.id} value={String(user.id)}>
              <Group gap="sm" wrap="nowrap">
                <PersonAvatar name={user.name} status={user.status} size={26} />
                <Text size="sm" flex={1} truncate>
                  {user.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {t('assign.open', { count: user.open_contacts })}
                </Text>
              </Group>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{t('assign.nobody')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
