import { AppShell, Box } from '@mantine/core'
import { useMediaQuery, useNetwork } from '@mantine/hooks'
import { Outlet, useMatchRoute } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from '@/api/live/useLive'
import { may, useMe } from '@/api/me'
import { RowsSkeleton } from '@/ui/states'
import { BottomBar, SideBar } from './NavBars'
import { PLACES } from './nav'
import { Palette } from './Palette'
import { ShortcutSheet } from './ShortcutSheet'
import { useNews } from './useNews'

/** What stands around every page: places, presence, palette, the sheet of keys; and the live connection. */
export function Shell() {
  const { t } = useTranslation()
  const me = useMe()
  const stream = useLive(me.seq)
  // A device without a network knows it at once; the stream notices its silence later.
  const connection = useNetwork().online ? stream : 'lost'
  const matches = useMatchRoute()
  const phone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  useNews()
  const places = PLACES.filter((place) => may(me.role, place.needs))
  const here = places.find((place) => matches({ to: place.to, fuzzy: true }) !== false)
  return (
    <>
      <a className="skip-link" href="#main">
        {t('skip')}
      </a>
      <AppShell
        navbar={{ width: 76, breakpoint: 'sm', collapsed: { mobile: true } }}
        footer={{ height: { base: 60, sm: 0 } }}
        padding={0}
      >
        {!phone && (
          <AppShell.Navbar aria-label={t('nav.label')}>
            <SideBar places={places} here={here?.to} connection={connection} />
          </AppShell.Navbar>
        )}
        <AppShell.Main id="main" tabIndex={-1} h="100dvh">
          <Box h="100%" style={{ overflow: 'hidden' }}>
            <Suspense fallback={<RowsSkeleton />}>
              <Outlet />
            </Suspense>
          </Box>
        </AppShell.Main>
        <AppShell.Footer hiddenFrom="sm">
          {phone && <BottomBar places={places} here={here?.to} connection={connection} />}
        </AppShell.Footer>
      </AppShell>
      <Palette places={places} />
      <ShortcutSheet />
    </>
  )
}
