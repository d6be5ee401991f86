import { Button, Checkbox, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import type { WorkspaceView } from '@/api/schema.gen'
import { workspaceQuery } from '@/api/workspace'
import { ErrorState, RowsSkeleton } from '@/ui/states'
import { ZONES } from '@/ui/zones'
import { useFieldErrors } from './FormDialog'
import { Section } from './Section'
import { useChange } from './useChange'

/** Name, time zone and the rules that hold for everybody. */
export function WorkspaceSection() {
  const { t } = useTranslation('settings')
  const found = useQuery(workspaceQuery)
  return (
    <Section title={t('app:sections.workspace')} hint={t('workspace.hint')}>
      {found.isPending && <RowsSkeleton rows={5} height={56} />}
      {found.isLoadingError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <WorkspaceForm key={JSON.stringify(found.data)} workspace={found.data} />}
    </Section>
  )
}

function WorkspaceForm({ workspace }: { workspace: WorkspaceView }) {
  const { t } = useTranslation('settings')
  const { id: _, ...given } = workspace
  const form = useForm({ initialValues: { ...given, auto_close_after: given.auto_close_after ?? '' } })
  const showErrors = useFieldErrors(form)
  const change = useChange(
    (values: typeof form.values) =>
      body(
        api.PATCH('/api/v1/workspace', {
          body: { ...values, auto_close_after: values.auto_close_after.trim() || null },
        }),
      ),
    { renew: workspaceQuery.queryKey, said: () => t('workspace.saved'), inForm: true },
  )
  return (
    <form onSubmit={form.onSubmit((values) => change.mutate(values, { onError: showErrors }))}>
      <Stack maw={480} align="flex-start">
        <TextInput w="100%" label={t('name')} required maxLength={200} {...form.getInputProps('name')} />
        <Select
          w="100%"
          label={t('workspace.timezone')}
          data={ZONES.includes(given.timezone) ? ZONES : [given.timezone, ...ZONES]}
          searchable
          limit={100}
          allowDeselect={false}
          {...form.getInputProps('timezone')}
        />
        <TextInput
          w="100%"
          label={t('workspace.inactivity')}
          description={t('workspace.inactivityHint')}
          required
          {...form.getInputProps('inactivity_timeout')}
        />
        <TextInput
          w="100%"
          label={t('workspace.autoClose')}
          description={t('workspace.autoCloseHint')}
          placeholder={t('workspace.off')}
          {...form.getInputProps('auto_close_after')}
        />
        <Checkbox
          label={t('workspace.ownOnly')}
          description={t('workspace.ownOnlyHint')}
          {...form.getInputProps('agents_see_own_only', { type: 'checkbox' })}
        />
        <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>
          {t('ui:save')}
        </Button>
      </Stack>
    </form>
  )
}
