import { NavLink, Select } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useMe } from '@/api/me'
import { SECTIONS, type SectionName } from '@/app/nav'
import { Page } from '@/ui/Page'
import { CategoriesSection } from './CategoriesSection'
import { ChannelsSection } from './ChannelsSection'
import { FieldsSection } from './FieldsSection'
import classes from './settings.module.css'
import { TokensSection } from './TokensSection'
import { UsersSection } from './UsersSection'
import { WebhooksSection } from './WebhooksSection'
import { WorkspaceSection } from './WorkspaceSection'

const SHOWN: Record<SectionName, ComponentType> = {
  workspace: WorkspaceSection,
  users: UsersSection,
  channels: ChannelsSection,
  fields: FieldsSection,
  categories: CategoriesSection,
  tokens: TokensSection,
  webhooks: WebhooksSection,
}

/** The settings of the workspace, those that one's role allows. */
export function SettingsPage() {
  const { t } = useTranslation('settings')
  const { role } = useMe()
  const { section } = useSearch({ from: '/shell/settings' })
  const allowed = SECTIONS.filter((each) => may(role, each.needs))
  const shown = allowed.find((each) => each.name === section) ?? allowed[0]
  if (shown === undefined) return <Page title={t('title')}>{t('nothing')}</Page>
  const Shown = SHOWN[shown.name]
  return (
    <Page title={t('title')}>
      <div className={classes.page}>
        <Sections names={allowed.map((each) => each.name)} shown={shown.name} />
        <Shown />
      </div>
    </Page>
  )
}

function Sections({ names, shown }: { names: SectionName[]; shown: SectionName }) {
  const { t } = useTranslation('settings')
  const navigate = useNavigate()
  const narrow = useMediaQuery('(max-width: 48em)')
  const go = (section: string) => void navigate({ to: '/settings', search: { section } })
  if (narrow)
    return (
      <Select
        aria-label={t('sections')}
        data={names.map((name) => ({ value: name, label: t(`app:sections.${name}`) }))}
        value={shown}
        onChange={(value) => value && go(value)}
        allowDeselect={false}
      />
    )
  return (
    <nav aria-label={t('sections')}>
      {names.map((name) => (
        <NavLink
          key={name}
          component="button"
          label={t(`app:sections.${name}`)}
          active={name === shown}
          aria-current={name === shown ? 'page' : undefined}
          onClick={() => go(name)}
        />
      ))}
    </nav>
  )
}
