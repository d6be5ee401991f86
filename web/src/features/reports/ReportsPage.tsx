import { useTranslation } from 'react-i18next'
import { Page } from '@/ui/Page'

export function ReportsPage() {
  const { t } = useTranslation('reports')
  return <Page title={t('title')}>{null}</Page>
}
