import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { ApiError } from '@/api/errors'
import { meQuery } from '@/api/me'
import { useErrorText } from '@/ui/states'
import { Doorway } from './Doorway'

/** The first workspace and its owner, made with the link that `evenhand serve` prints once. */
export function SetUpPage() {
  const { t } = useTranslation('auth')
  // Behind the # it reaches no log of any server on the way.
  const [secret] = useState(() => window.location.hash.slice(1))
  const [used, setUsed] = useState(secret === '')
  if (used) return <Used />
  return (
    <Doorway title={t('setUp.title')} hint={t('setUp.hint')}>
      <SetUpForm secret={secret} onUsed={() => setUsed(true)} />
    </Doorway>
  )
}

function Used() {
  const { t } = useTranslation('auth')
  return (
    <Doorway title={t('setUp.usedTitle')}>
      <Text size="sm">{t('setUp.used')}</Text>
      <Button component={Link} to="/login" variant="default">
        {t('setUp.toLogIn')}
      </Button>
    </Doorway>
  )
}

function SetUpForm({ secret, onUsed }: { secret: string; onUsed: () => void }) {
  const { t } = useTranslation('auth')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const errorText = useErrorText()
  const form = useForm({ initialValues: { workspace: '', name: '', email: '', password: '' } })
  const setUp = useMutation({
    mutationFn: (given: typeof form.values) =>
      body(api.POST('/api/v1/setup', { body: { ...given, secret } })),
    onSuccess: async (me) => {
      queries.setQueryData(meQuery.queryKey, me)
      await navigate({ to: '/inbox', replace: true })
    },
    onError: (error) => {
      if (!(error instanceof ApiError)) return
      if (error.code === 'set_up_closed') onUsed()
      form.setErrors(Object.fromEntries(error.errors.map((each) => [each.pointer.slice(1), each.detail])))
    },
  })
  return (
    <form onSubmit={form.onSubmit((given) => setUp.mutate(given))}>
      <Stack>
        {setUp.isError && (
          <Alert color="red" role="alert">
            {errorText(setUp.error)}
          </Alert>
        )}
        <TextInput
          label={t('setUp.workspace')}
          required
          autoFocus
          maxLength={200}
          autoComplete="organization"
          {...form.getInputProps('workspace')}
        />
        <TextInput
          label={t('setUp.name')}
          required
          maxLength={200}
          autoComplete="name"
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('email')}
          type="email"
          required
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('password')}
          description={t('setUp.passwordHint')}
          required
          minLength={8}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={setUp.isPending}>
          {t('setUp.action')}
        </Button>
      </Stack>
    </form>
  )
}
