import { Anchor, Badge, Button, Card, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import { IconArrowLeft, IconBolt, IconSearch } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, everything } from '@/api/client'
import { may, useMe } from '@/api/me'
import type { TemplateSummary } from '@/api/schema.gen'
import { Page } from '@/ui/Page'
import { SearchField } from '@/ui/SearchField'
import { found } from '@/ui/search'
import { EmptyState, ErrorState, RowsSkeleton } from '@/ui/states'
import { triggerOf } from './catalogue/triggers'
import { UseTemplate } from './gallery/UseTemplate'
import classes from './list/list.module.css'
import { useWords } from './words'

const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: () =>
    everything((cursor) =>
      body(api.GET('/api/v1/workflows/templates', { params: { query: { limit: 100, cursor } } })),
    ),
})

/** Workflows that come with Evenhand, to begin with. */
export function GalleryPage() {
  const { t } = useTranslation('workflows')
  const { data, error, refetch } = useQuery(templatesQuery)
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<TemplateSummary | null>(null)
  const fitting = data && found(data, search, ({ name, description }) => `${name} ${description}`)
  return (
    <Page
      title={t('gallery.title')}
      hint={t('gallery.hint')}
      actions={
        <Anchor component={Link} to="/workflows" size="sm">
          <Group gap={4}>
            <IconArrowLeft size={16} aria-hidden /> {t('back')}
          </Group>
        </Anchor>
      }
    >
      {error && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <RowsSkeleton rows={4} height={150} />}
      {data && <SearchField label={t('search')} maw={360} value={search} onChange={setSearch} />}
      {fitting?.length === 0 && <EmptyState icon={IconSearch} title={t('nothingFound')} />}
      <ul className={classes.gallery}>
        {fitting?.map((template) => (
          <li key={template.id}>
            <TemplateCard template={template} onUse={() => setChosen(template)} />
          </li>
        ))}
      </ul>
      {chosen && <UseTemplate template={chosen} onClose={() => setChosen(null)} />}
    </Page>
  )
}

function TemplateCard({ template, onUse }: { template: TemplateSummary; onUse: () => void }) {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const me = useMe()
  const Icon = triggerOf(template.trigger)?.icon ?? IconBolt
  return (
    <Card withBorder radius="lg" h="100%">
      <Stack gap="sm" h="100%">
        <Group wrap="nowrap" gap="sm">
          <ThemeIcon size={36} radius="md" variant="light" aria-hidden>
            <Icon size={20} />
          </ThemeIcon>
          <Title order={2} size="h5">
            {template.name}
          </Title>
        </Group>
        <Text size="sm" c="dimmed" flex={1}>
          {template.description}
        </Text>
        <Group justify="space-between" gap="xs">
          <Badge variant="default" tt="none">
            {words.trigger(template.trigger)}
          </Badge>
          {may(me.role, 'manager') && (
            <Button
              size="xs"
              variant="light"
              aria-label={t('gallery.useNamed', { name: template.name })}
              onClick={onUse}
            >
              {t('gallery.use')}
            </Button>
          )}
        </Group>
      </Stack>
    </Card>
  )
}
