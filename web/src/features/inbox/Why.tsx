import { Button, List, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { teamsQuery } from '@/api/people'
import type { ContactView, DecisionView } from '@/api/schema.gen'
import { ErrorState } from '@/ui/states'
import { TimeAgo } from '@/ui/time'
import { type Told, told } from './decision'
import { decisionsQuery } from './queries'
import { useNames } from './useNames'

/** Why this person has the contact, in words with which anybody can redo the decision. */
export function Why({ contact }: { contact: ContactView }) {
  const { t } = useTranslation('inbox')
  const decisions = useQuery(decisionsQuery(contact.id))
  const [all, { toggle }] = useDisclosure(false)
  if (decisions.isPending) return <Text size="sm">…</Text>
  if (decisions.isError)
    return <ErrorState error={decisions.error} onRetry={() => void decisions.refetch()} />
  const [latest, ...earlier] = decisions.data.items
  return (
    <Stack gap={6}>
      {!contact.assignee && (
        <Text size="sm" c="dimmed">
          {t('why.nobody')}
        </Text>
      )}
      {contact.assignee && latest && <Decision decision={latest} />}
      {earlier.length > 0 && (
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={toggle}
          aria-expanded={all}
          style={{ alignSelf: 'flex-start' }}
        >
          {t(all ? 'why.less' : 'why.earlier', { count: earlier.length })}
        </Button>
      )}
      {all && earlier.map((decision) => <Decision key={decision.id} decision={decision} />)}
    </Stack>
  )
}

function Decision({ decision }: { decision: DecisionView }) {
  const { t } = useTranslation('inbox')
  const names = useNames()
  const facts = told(decision)
  const oneself = decision.actor === `user:${decision.user?.id}`
  const who = names.actor(decision.actor, t('actor.contact'))
  const whom = decision.user?.name ?? t('actor.formerUser')
  const byOther = t(facts.byHand ? 'why.byHand' : 'why.byStep', { who, whom })
  const sentence = oneself ? t('why.took', { who }) : byOther
  return (
    <div>
      <Text size="sm">{sentence}</Text>
      {facts.logic && <Reasons facts={facts} whom={whom} />}
      <Text size="xs" c="dimmed">
        <TimeAgo at={decision.at} />
      </Text>
    </div>
  )
}

function Reasons({ facts, whom }: { facts: Told; whom: string }) {
  const { t } = useTranslation('inbox')
  const names = useNames()
  const { data: teams = [] } = useQuery(teamsQuery)
  const team = teams.find((each) => each.id === facts.pool)?.name
  const left = (why: Told['leftOut'][number]['why']) => facts.leftOut.filter((each) => each.why === why)
  return (
    <List size="sm" spacing={2} mt={2}>
      <List.Item>
        {team
          ? t('why.fromTeam', { team, count: facts.eligible })
          : t('why.fromAll', { count: facts.eligible })}
      </List.Item>
      {facts.onlyOnline && <List.Item>{t('why.onlyOnline')}</List.Item>}
      {facts.most !== null && <List.Item>{t('why.most', { count: facts.most })}</List.Item>}
      <List.Item>
        {facts.logic === 'least_open'
          ? t('why.leastOpen', { whom, count: facts.open ?? 0 })
          : t(facts.firstTurn ? 'why.firstTurn' : 'why.longestAgo', { whom })}
      </List.Item>
      {(['excluded', 'not_online', 'full'] as const).map((why) => {
        const users = left(why)
        const counted = facts.counts.find((each) => each.why === why)
        if (users.length === 0 && !counted) return null
        return (
          <List.Item key={why}>
            {counted
              ? t(`why.count.${why}`, { count: counted.count })
              : t(`why.left.${why}`, {
                  names: users.map(({ user }) => names.user(user)).join(', '),
                  count: users.length,
                })}
          </List.Item>
        )
      })}
    </List>
  )
}
