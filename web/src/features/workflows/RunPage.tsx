import { useTranslation } from 'react-i18next'
import { Page } from '@/ui/Page'

export function RunPage() {
  const { t } = useTranslation('workflows')
  return <Page title={t('title')}>{null}</Page>
}
