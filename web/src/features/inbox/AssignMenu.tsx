import { Button, Text, VisuallyHidden } from '@mantine/core'
import { IconChevronDown, IconUserPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ContactView, Person } from '@/api/schema.gen'
import { PersonAvatar } from '@/ui/PersonAvatar'
import { PersonChooser } from '@/ui/PersonChooser'
import classes from './inbox.module.css'

type AssignMenuProps = {
  contact: ContactView
  opened: boolean
  onOpened: (opened: boolean) => void
  onAssign: (to: Person | null) => void
}

/** Who has the contact, and the choice of somebody else. */
export function AssignMenu({ contact, opened, onOpened, onAssign }: AssignMenuProps) {
  const { t } = useTranslation('inbox')
  const holder = contact.assignee
  return (
    <PersonChooser
      label={t('assign.title')}
      opened={opened}
      onOpened={onOpened}
      current={holder?.id}
      nobody={holder ? t('assign.nobody') : undefined}
      onChoose={onAssign}
    >
      <Button
        size="sm"
        variant="default"
        px={{ base: 8, sm: 'sm' }}
        aria-haspopup="listbox"
        aria-expanded={opened}
        classNames={{ section: classes.tight }}
        leftSection={
          holder ? <PersonAvatar name={holder.name} size={20} /> : <IconUserPlus size={16} aria-hidden />
        }
        rightSection={<IconChevronDown size={14} aria-hidden />}
        onClick={() => onOpened(!opened)}
      >
        <Text size="sm" maw={140} className={classes.ellipsis} visibleFrom="sm" aria-hidden>
          {holder?.name ?? t('assign.action')}
        </Text>
        <VisuallyHidden>{holder ? `${holder.name} ${t('assign.other')}` : t('assign.action')}</VisuallyHidden>
      </Button>
    </PersonChooser>
  )
}
