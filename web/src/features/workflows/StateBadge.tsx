import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { WorkflowSummary } from '@/api/schema.gen'

const COLOURS: Record<WorkflowSummary['state'], string> = {
  draft: 'gray',
  published: 'green',
  stopped: 'orange',
}

/** Whether a workflow runs, and under which version. */
export function StateBadge({ state, version }: Pick<WorkflowSummary, 'state' | 'version'>) {
  const { t } = useTranslation('workflows')
  return (
    <Badge variant="light" color={COLOURS[state]} size="sm" style={{ flex: 'none' }}>
      {t(`state.${state}`)}
      {version !== null && ` · v${version}`}
    </Badge>
  )
}
