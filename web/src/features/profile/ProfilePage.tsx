import {
  Button,
  Fieldset,
  PasswordInput,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
  useMantineColorScheme,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { ApiError } from '@/api/errors'
import { meQuery, useMe } from '@/api/me'
import { chooseLanguage, LANGUAGES, type Language } from '@/app/i18n'
import { useNotify } from '@/ui/notify'
import { Page } from '@/ui/Page'

/** No event tells of log-ins: they are counted whenever the page is opened. */
const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: () => body(api.GET('/api/v1/sessions')),
  staleTime: 0,
})
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
        <Sessions />
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
        if (!(error instanceof ApiError)) return
        if (error.at('/password')) form.setFieldError('password', t('password.wrong'))
        form.setFieldError('new_password', error.at('/new_password'))
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

function Sessions() {
  const { t } = useTranslation('profile')
  const queries = useQueryClient()
  const notify = useNotify()
  const found = useQuery(sessionsQuery)
  const end = useMutation({
    mutationFn: () => api.DELETE('/api/v1/sessions'),
    onSuccess: () => {
      queries.setQueryData(sessionsQuery.queryKey, { others: 0 })
      notify.done(t('sessions.ended'))
    },
    onError: notify.failed,
  })
  const others = found.data?.others
  return (
    <Fieldset legend={t('sessions.title')}>
      <Stack align="flex-start" gap="xs">
        <Text size="sm" mih={22}>
          {others !== undefined &&
            (others === 0 ? t('sessions.none') : t('sessions.some', { count: others }))}
        </Text>
        <Button
          variant="default"
          loading={end.isPending}
          disabled={others === 0}
          aria-describedby="sessions-hint"
          onClick={() => end.mutate()}
        >
          {t('sessions.action')}
        </Button>
        <Text size="sm" c="dimmed" id="sessions-hint">
          {t('sessions.hint')}
        </Text>
      </Stack>
    </Fieldset>
  )
}

function useChangeMe(saved: string) {
  const queries = useQueryClient()
  const notify = useNotify()
  return useMutation({
    mutationFn: (given: { name?: string; password?: string; new_password?: string }) =>
      body(api.PATCH('/api/v1/me', { body: given })),
    onSuccess: (me, given) => {
      queries.setQueryData(meQuery.queryKey, me)
      if (given.new_password) void queries.invalidateQueries(sessionsQuery)
      notify.done(saved)
    },
    onError: (error, given) => {
      const inForm = given.new_password !== undefined && error instanceof ApiError && error.errors.length > 0
      if (!inForm) notify.failed(error)
    },
  })
}
