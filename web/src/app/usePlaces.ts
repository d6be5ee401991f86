import { IconLanguage, IconSettings, IconTemplate, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may, type Role } from '@/api/me'
import { type Command, useCommands } from '@/ui/commands'
import { chooseLanguage, LANGUAGES, type Language } from './i18n'
import { type PLACES, SECTIONS } from './nav'

/** Offers the way to every page and section that a role may see, and the languages. */
export function usePlaces(places: typeof PLACES, role: Role): void {
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const pages = places.map((place) => ({
    id: `go-${place.name}`,
    label: t(`nav.${place.name}`),
    keys: place.keys,
    icon: place.icon,
    run: () => void navigate({ to: place.to }),
  }))
  const sections = SECTIONS.filter((section) => may(role, section.needs)).map(({ name }) => ({
    id: `go-settings-${name}`,
    label: `${t('nav.settings')}: ${t(`sections.${name}`)}`,
    icon: IconSettings,
    run: () => void navigate({ to: '/settings', search: { section: name } }),
  }))
  const others: Command[] = [
    {
      id: 'go-templates',
      label: t('palette.templates'),
      icon: IconTemplate,
      run: () => void navigate({ to: '/workflows/templates' }),
    },
    {
      id: 'go-profile',
      label: t('user.profile'),
      keys: 'g p',
      icon: IconUser,
      run: () => void navigate({ to: '/profile' }),
    },
  ]
  useCommands(t('palette.go'), [...pages, ...others, ...sections], 'everywhere')
  const languages = Object.entries(LANGUAGES).filter(([language]) => language !== i18n.language)
  useCommands(
    t('palette.language'),
    languages.map(([language, name]) => ({
      id: `language-${language}`,
      label: name,
      words: t('palette.language'),
      icon: IconLanguage,
      run: () => void chooseLanguage(language as Language),
    })),
    'everywhere',
  )
}
