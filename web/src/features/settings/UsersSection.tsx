import { ActionIcon, Badge, Button, Group, PasswordInput, Select, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { ROLES, type Role, useMe } from '@/api/me'
import { usersQuery } from '@/api/people'
import type { UserView } from '@/api/schema.gen'
import { PersonAvatar } from '@/ui/PersonAvatar'
import { DeleteButton } from './DeleteButton'
import { FormDialog } from './FormDialog'
import { Line, Listed, Section } from './Section'
import { useChange } from './useChange'

/** Who can log in, and as what. */
export function UsersSection() {
  const { t } = useTranslation('settings')
  const found = useQuery(usersQuery)
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <Section
      title={t('app:sections.users')}
      hint={t('users.hint')}
      action={
        <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={open}>
          {t('users.add')}
        </Button>
      }
    >
      <Listed
        found={found}
        empty={{ title: t('users.empty') }}
        search={{
          label: t('users.search'),
          textOf: (user) => [user.name, user.email, ...user.teams.map((team) => team.name)].join('\n'),
        }}
      >
        {(user) => <UserLine user={user} />}
      </Listed>
      <UserDialog opened={opened} onClose={close} />
    </Section>
  )
}

function UserLine({ user }: { user: UserView }) {
  const { t } = useTranslation('settings')
  const me = useMe()
  const [opened, { open, close }] = useDisclosure(false)
  const remove = useChange(
    () => api.DELETE('/api/v1/users/{user_id}', { params: { path: { user_id: user.id } } }),
    { renew: usersQuery.queryKey, said: () => t('users.deleted', { name: user.name }) },
  )
  const actions = (
    <>
      <ActionIcon variant="subtle" size="lg" aria-label={t('edit', { name: user.name })} onClick={open}>
        <IconPencil size={18} aria-hidden />
      </ActionIcon>
      {user.id !== me.user?.id && (
        <DeleteButton
          name={user.name}
          text={t('users.deleteText', { count: user.open_contacts })}
          pending={remove.isPending}
          onConfirm={() => remove.mutate(undefined)}
        />
      )}
    </>
  )
  return (
    <Line actions={actions}>
      <Group gap="sm" wrap="nowrap">
        <PersonAvatar name={user.name} status={user.status} />
        <div>
          <Group gap="xs">
            <Text size="sm" fw={600}>
              {user.name}
            </Text>
            <Badge variant="light" color={user.role === 'agent' ? 'gray' : 'blue'} tt="none">
              {t(`role.${user.role}`)}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {[user.email, ...user.teams.map((team) => team.name)].join(' · ')}
          </Text>
        </div>
      </Group>
      <UserDialog
        key={[user.name, user.email, user.role].join()}
        user={user}
        opened={opened}
        onClose={close}
      />
    </Line>
  )
}

type UserDialogProps = { user?: UserView; opened: boolean; onClose: () => void }

/** Adds somebody, or changes who somebody is. */
function UserDialog({ user, opened, onClose }: UserDialogProps) {
  const { t } = useTranslation('settings')
  const form = useForm({
    initialValues: {
      name: user?.name ?? '',
      email: user?.email ?? '',
      role: user?.role ?? ('agent' as Role),
      password: '',
    },
  })
  const save = useChange(
    ({ password, ...who }: typeof form.values) => {
      const values = { ...who, ...(password !== '' && { password }) }
      if (user === undefined) return body(api.POST('/api/v1/users', { body: values }))
      const path = { user_id: user.id }
      return body(api.PATCH('/api/v1/users/{user_id}', { params: { path }, body: values }))
    },
    { renew: usersQuery.queryKey, said: (saved) => t('users.saved', { name: saved.name }), inForm: true },
  )
  return (
    <FormDialog
      title={user ? t('edit', { name: user.name }) : t('users.add')}
      action={user ? t('ui:save') : t('users.add')}
      opened={opened}
      onClose={onClose}
      form={form}
      onSubmit={(values) => save.mutateAsync(values)}
      pending={save.isPending}
    >
      <TextInput label={t('name')} required maxLength={200} data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t('users.email')} required type="email" {...form.getInputProps('email')} />
      <Select
        label={t('users.role')}
        description={t('users.roleHint')}
        data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        allowDeselect={false}
        {...form.getInputProps('role')}
      />
      <PasswordInput
        label={t('users.password')}
        description={user ? t('users.passwordChange') : t('users.passwordHint')}
        minLength={8}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('users.showPassword') }}
        {...form.getInputProps('password')}
      />
    </FormDialog>
  )
}
