import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { ApiError } from '@/api/errors'
import { meQuery } from '@/api/me'
import { useErrorText } from '@/ui/states'
import { Doorway } from './Doorway'

const route = getRouteApi('/login')

export function LogInPage() {
  const { t } = useTranslation('auth')
  const { to } = route.useSearch()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const errorText = useErrorText()
  const form = useForm({ initialValues: { email: '', password: '' } })
  const logIn = useMutation({
    mutationFn: (given: { email: string; password: string }) =>
      body(api.POST('/api/v1/session', { body: given })),
    onSuccess: async (me) => {
      queries.clear()
      queries.setQueryData(meQuery.queryKey, me)
      await navigate({ href: to ?? '/inbox', replace: true })
    },
  })
  const wrong = logIn.error instanceof ApiError && logIn.error.status === 401
  return (
    <Doorway title={t('logIn.title')}>
      <form onSubmit={form.onSubmit((given) => logIn.mutate(given))}>
        <Stack>
          {logIn.isError && (
            <Alert color="red" role="alert">
              {wrong ? t('logIn.wrong') : errorText(logIn.error)}
            </Alert>
          )}
          <TextInput
            label={t('email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            data-autofocus
            autoFocus
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={logIn.isPending} fullWidth>
            {t('logIn.action')}
          </Button>
        </Stack>
      </form>
    </Doorway>
  )
}
