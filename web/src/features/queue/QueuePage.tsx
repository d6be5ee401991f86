import { useTranslation } from 'react-i18next'
import { Page } from '@/ui/Page'

export function QueuePage() {
  const { t } = useTranslation('queue')
  return <Page title={t('title')}>{null}</Page>
}
