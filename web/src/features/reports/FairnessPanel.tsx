import { Badge, Divider, Group, Stack, Text, Title } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AssignmentsReport, Fairness } from '@/api/schema.gen'
import { useFirst } from '@/ui/useFirst'
import { CsvLink, Panel } from './Panel'
import type { Days } from './period'
import { csvOf } from './queries'
import { BarTable } from './tables'
import { plain, useFairnessText } from './words'

type FairnessPanelProps = { found: UseQueryResult<AssignmentsReport>; days: Days }

/** So many pools are shown until all are asked for. */
const FEW = 10

/** Who got how much of what each pool gave out by itself. */
export function FairnessPanel({ found, days }: FairnessPanelProps) {
  const { t } = useTranslation('reports')
  const pools = found.data?.fairness ?? []
  const [shown, toggle] = useFirst(pools, FEW)
  return (
    <Panel title={t('fair.title')} hint={t('fair.hint')} found={found} empty={pools.length === 0}>
      <Stack gap="lg">
        {shown.map((pool, index) => (
          <Stack key={pool.team?.id ?? 0} gap="xs">
            {index > 0 && <Divider />}
            <Pool pool={pool} days={days} />
          </Stack>
        ))}
        {toggle && <div>{toggle}</div>}
      </Stack>
    </Panel>
  )
}

function Pool({ pool, days }: { pool: Fairness; days: Days }) {
  const { t, i18n } = useTranslation('reports')
  const say = useFairnessText()
  const name = pool.team?.name ?? t('rows.workspace')
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <>
      <Group gap="xs">
        <Title order={3} size="h5">
          {name}
        </Title>
        <Badge variant="light" color={pool.spread > 1 ? 'orange' : 'teal'}>
          {t('fair.spread', { count: pool.spread })}
        </Badge>
        <CsvLink
          href={csvOf('assignments', days, 'user', pool.team?.id ?? 'workspace')}
          title={t('fair.of', { pool: name })}
        />
      </Group>
      <Text size="sm">{say(pool)}</Text>
      <BarTable
        label={t('fair.of', { pool: name })}
        head={[t('by.user'), t('assignments.title'), t('fair.share')]}
        bars={pool.users.map(({ user, assignments, share }) => ({
          key: String(user.id),
          name: user.name,
          value: assignments,
          figures: [plain(assignments, i18n.language), percent.format(share)],
        }))}
      />
    </>
  )
}
