import { useTranslation } from 'react-i18next'
import { Page } from '@/ui/Page'

export function TeamsPage() {
  const { t } = useTranslation('teams')
  return <Page title={t('title')}>{null}</Page>
}
