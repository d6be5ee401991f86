import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { UserView } from '@/api/schema.gen'
import { PersonChooser } from '@/ui/PersonChooser'

type AssignToProps = { label: string; loading: boolean; onChoose: (user: UserView) => void }

/** A button that gives something to a person. */
export function AssignTo({ label, loading, onChoose }: AssignToProps) {
  const { t } = useTranslation('queue')
  const [opened, { toggle, open, close }] = useDisclosure(false)
  return (
    <PersonChooser
      label={label}
      opened={opened}
      onOpened={(wanted) => (wanted ? open() : close())}
      onChoose={(user) => user && onChoose(user)}
    >
      <Button
        size="sm"
        variant="light"
        loading={loading}
        aria-label={label}
        aria-haspopup="listbox"
        aria-expanded={opened}
        leftSection={<IconUserPlus size={16} aria-hidden />}
        onClick={toggle}
      >
        {t('assign.action')}
      </Button>
    </PersonChooser>
  )
}
