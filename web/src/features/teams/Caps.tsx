import { Anchor, Badge, Group, Popover, Stack, Text, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cap } from './load'
import classes from './teams.module.css'

type CapsProps = {
  caps: Cap[]
  /** What it says in full, to who points at it and who hears it. */
  label: string
  /** The open contacts of a person, to say which caps are reached. */
  open?: number
  children: ReactNode
}

/** Opens the list of the caps, with the workflows that have them. */
export function Caps({ caps, label, open = 0, children }: CapsProps) {
  const { t } = useTranslation('teams')
  return (
    <Popover position="bottom-end" width={300} withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.caps} aria-label={label} title={label}>
          {children}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" mb="xs">
          {t('caps.title')}
        </Text>
        <Stack component="ul" gap={6} p={0} m={0} mah={260} className={classes.list}>
          {caps.map((cap) => (
            <li key={`${cap.workflow.id} ${cap.size} ${cap.everybody}`}>
              <Group gap="xs" wrap="nowrap" align="flex-start">
                <Badge variant="light" color={cap.size <= open ? 'red' : 'gray'} flex="none">
                  {cap.size}
                </Badge>
                <Text size="sm" className={classes.name}>
                  <Anchor
                    renderRoot={(props) => (
                      <Link
                        to="/workflows/$workflowId"
                        params={{ workflowId: String(cap.workflow.id) }}
                        {...props}
                      />
                    )}
                  >
                    {cap.workflow.name}
                  </Anchor>
                  {cap.everybody && ` · ${t('caps.everybody')}`}
                  {cap.size <= open && ` · ${t('caps.reached')}`}
                </Text>
              </Group>
            </li>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
