import { useTranslation } from 'react-i18next'
import { Page } from '@/ui/Page'

export function WorkflowsPage() {
  const { t } = useTranslation('workflows')
  return <Page title={t('title')}>{null}</Page>
}
