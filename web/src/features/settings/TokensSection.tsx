import { Badge, Group, Select, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, everything } from '@/api/client'
import { ROLES, type Role } from '@/api/me'
import { usersQuery } from '@/api/people'
import type { MadeToken, TokenView } from '@/api/schema.gen'
import { TimeAgo } from '@/ui/time'
import { DeleteButton } from './DeleteButton'
import { FormDialog } from './FormDialog'
import { Once } from './Once'
import { AddButton, Line, Listed, Section } from './Section'
import { useChange } from './useChange'

const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: () =>
    everything((cursor) => body(api.GET('/api/v1/tokens', { params: { query: { limit: 100, cursor } } }))),
})

/** What programs log in with. */
export function TokensSection() {
  const { t } = useTranslation('settings')
  const found = useQuery(tokensQuery)
  const [opened, { open, close }] = useDisclosure(false)
  const [made, setMade] = useState<MadeToken | null>(null)
  const empty = { title: t('tokens.empty') }
  return (
    <Section
      title={t('app:sections.tokens')}
      hint={t('tokens.hint')}
      action={<AddButton label={t('tokens.add')} onClick={open} />}
    >
      <Listed found={found} empty={empty}>
        {(token) => <TokenLine token={token} />}
      </Listed>
      <TokenDialog opened={opened} onClose={close} onMade={setMade} />
      <Once
        title={t('tokens.made', { name: made?.name })}
        secrets={made && [{ label: t('tokens.token'), value: made.token ?? '' }]}
        onClose={() => setMade(null)}
      />
    </Section>
  )
}

function TokenLine({ token }: { token: TokenView }) {
  const { t } = useTranslation('settings')
  const path = { token_id: token.id }
  const remove = useChange(() => api.DELETE('/api/v1/tokens/{token_id}', { params: { path } }), {
    renew: tokensQuery.queryKey,
    said: () => t('deleted', { name: token.name }),
  })
  return (
    <Line
      actions={
        <DeleteButton
          name={token.name}
          text={t('tokens.deleteText')}
          pending={remove.isPending}
          onConfirm={() => remove.mutate(undefined)}
        />
      }
    >
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {token.name}
        </Text>
        <Badge variant="light" color="gray" tt="none">
          {t(`role.${token.role}`)}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {token.user ? t('tokens.actsAs', { name: token.user.name }) : t('tokens.actsAsApi')} ·{' '}
        <TimeAgo at={token.created_at} />
      </Text>
    </Line>
  )
}

type TokenDialogProps = { opened: boolean; onClose: () => void; onMade: (token: MadeToken) => void }

function TokenDialog({ opened, onClose, onMade }: TokenDialogProps) {
  const { t } = useTranslation('settings')
  const { data: users = [] } = useQuery(usersQuery)
  const form = useForm({ initialValues: { name: '', role: 'manager' as Role, user: null as string | null } })
  const create = useChange(
    async ({ name, role, user }: typeof form.values) =>
      onMade(
        await body(
          api.POST('/api/v1/tokens', { body: { name, role, user: user === null ? null : Number(user) } }),
        ),
      ),
    { renew: tokensQuery.queryKey, inForm: true },
  )
  return (
    <FormDialog
      title={t('tokens.add')}
      action={t('tokens.add')}
      opened={opened}
      onClose={onClose}
      form={form}
      onSubmit={(values) => create.mutateAsync(values)}
      pending={create.isPending}
    >
      <TextInput
        label={t('name')}
        description={t('tokens.nameHint')}
        required
        maxLength={200}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Select
        label={t('users.role')}
        data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        allowDeselect={false}
        {...form.getInputProps('role')}
      />
      <Select
        label={t('tokens.user')}
        description={t('tokens.userHint')}
        placeholder={t('tokens.actsAsApi')}
        data={users.map((user) => ({ value: String(user.id), label: user.name }))}
        clearable
        clearButtonProps={{ 'aria-label': t('tokens.actsAsApi') }}
        searchable
        limit={100}
        {...form.getInputProps('user')}
      />
    </FormDialog>
  )
}
