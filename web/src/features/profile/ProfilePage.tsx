import {
  Button,
  Fieldset,
  PasswordInput,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
  useMantineColorScheme,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { ApiError } from '@/api/errors'
import { meQuery, useMe } from '@/api/me'
import { chooseLanguage, LANGUAGES, type Language } from '@/app/i18n'
import { useNotify } from '@/ui/notify'
import { Page } from '@/ui/Page'

const LANGUAGE_CHOICES = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))

/** What one can change about oneself, and about this device. */
export function ProfilePage() {
  const { t } = useTranslation('profile')
  return (
    <Page title={t('title')}>
      <Stack maw={520} gap="xl">
        <Device />
        <NameForm />
        <PasswordForm />
      </Stack>
    </Page>
  )
}

function Device() {
  const { t, i18n } = useTranslation('profile')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Fieldset legend={t('device.title')}>
      <Stack>
        <Select
          label={t('device.language')}
          data={LANGUAGE_CHOICES}
          value={i18n.language}
          onChange={(value) => value && void chooseLanguage(value as Language)}
          allowDeselect={false}
        />
        <SegmentedControl
          aria-label={t('device.colours')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
          data={[
            { value: 'light', label: t('device.light') },
            { value: 'dark', label: t('device.dark') },
            { value: 'auto', label: t('device.auto') },
          ]}
        />
      </Stack>
    </Fieldset>
  )
}

function NameForm() {
  const { t } = useTranslation('profile')
  const me = useMe()
  const form = useForm({ initialValues: { name: me.user?.name ?? '' } })
  const change = useChangeMe(t('name.saved'))
  return (
    <form onSubmit={form.onSubmit((given) => change.mutate(given))}>
      <Fieldset legend={t('name.title')}>
        <Stack align="flex-start">
          <TextInput
            w="100%"
            label={t('name.label')}
            required
            maxLength={200}
            autoComplete="name"
            {...form.getInputProps('name')}
          />
          <TextInput
            w="100%"
            label={t('name.email')}
            description={t('name.emailHint')}
            value={me.user?.email ?? ''}
            readOnly
          />
          <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>
            {t('ui:save')}
          </Button>
        </Stack>
      </Fieldset>
    </form>
  )
}

function PasswordForm() {
  const { t } = useTranslation('profile')
  const form = useForm({ initialValues: { password: '', new_password: '' } })
  const change = useChangeMe(t('password.saved'))
  const submit = (given: typeof form.values) =>
    change.mutate(given, {
      onSuccess: () => form.reset(),
      onError: (error) => {
        if (error instanceof ApiError && error.at('/password'))
          form.setFieldError('password', t('password.wrong'))
      },
    })
  const toggle = { 'aria-label': t('auth:showPassword') }
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Fieldset legend={t('password.title')}>
        <Stack align="flex-start">
          <PasswordInput
            w="100%"
            label={t('password.current')}
            required
            autoComplete="current-password"
            visibilityToggleButtonProps={toggle}
            {...form.getInputProps('password')}
          />
          <PasswordInput
            w="100%"
            label={t('password.new')}
            description={t('password.hint')}
            required
            minLength={8}
            autoComplete="new-password"
            visibilityToggleButtonProps={toggle}
            {...form.getInputProps('new_password')}
          />
          <Button type="submit" loading={change.isPending}>
            {t('password.action')}
          </Button>
        </Stack>
      </Fieldset>
    </form>
  )
}

function useChangeMe(saved: string) {
  const queries = useQueryClient()
  const notify = useNotify()
  return useMutation({
    mutationFn: (given: { name?: string; password?: string; new_password?: string }) =>
      body(api.PATCH('/api/v1/me', { body: given })),
    onSuccess: (me) => {
      queries.setQueryData(meQuery.queryKey, me)
      notify.done(saved)
    },
    onError: (error) => {
      if (!(error instanceof ApiError && error.at('/password'))) notify.failed(error)
    },
  })
}
