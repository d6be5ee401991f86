import '@mantine/charts/styles.css'
import '@mantine/dates/styles.css'
import { Stack, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { workspaceQuery } from '@/api/workspace'
import { Page } from '@/ui/Page'
import { ErrorState, RowsSkeleton } from '@/ui/states'
import { AssignmentsReport } from './AssignmentsReport'
import { PeriodPicker } from './PeriodPicker'
import { type Choice, type Days, dayIn, daysOf } from './period'
import { QueueReport } from './QueueReport'
import { ResponsesReport } from './ResponsesReport'

const REPORTS = ['assignments', 'responses', 'queue'] as const
type Report = (typeof REPORTS)[number]
const SHOWN: Record<Report, ComponentType<{ days: Days }>> = {
  assignments: AssignmentsReport,
  responses: ResponsesReport,
  queue: QueueReport,
}

/** Who was given what, how long it took, and how long people waited; of some days. */
export function ReportsPage() {
  const { t } = useTranslation('reports')
  const found = useQuery(workspaceQuery)
  if (found.data) return <Reports zone={found.data.timezone} />
  return (
    <Page title={t('title')}>
      {found.isLoadingError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <RowsSkeleton rows={3} height={240} />
      )}
    </Page>
  )
}

function Reports({ zone }: { zone: string }) {
  const { t } = useTranslation('reports')
  const { report, ...choice } = useSearch({ from: '/shell/reports' })
  const navigate = useNavigate()
  const go = (to: Choice & { report?: string }) => void navigate({ to: '/reports', search: to })
  const days = daysOf(choice, zone)
  const shown = REPORTS.find((each) => each === report) ?? 'assignments'
  const Shown = SHOWN[shown]
  return (
    <Page
      title={t('title')}
      hint={t('zone', { zone })}
      actions={
        <PeriodPicker
          choice={choice}
          days={days}
          today={dayIn(zone, new Date())}
          onChange={(next) => go({ report, ...next })}
        />
      }
    >
      <Tabs value={shown} onChange={(value) => value && go({ ...choice, report: value })}>
        <Tabs.List mb="md">
          {REPORTS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {REPORTS.map((each) => (
          <Tabs.Panel key={each} value={each}>
            {each === shown && (
              <Stack gap="md">
                <Shown days={days} />
              </Stack>
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  )
}
