import { Select, type SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { STATUSES, type Status } from '@/ui/PersonAvatar'

type StatusSelectProps = Pick<SelectProps, 'label' | 'aria-label'> & {
  value: Status
  onChange: (status: Status) => void
}

/** Whether an agent of the trial is there. */
export function StatusSelect({ value, onChange, ...named }: StatusSelectProps) {
  const { t } = useTranslation('ui')
  return (
    <Select
      {...named}
      size="xs"
      w={104}
      data={STATUSES.map((each) => ({ value: each, label: t(`status.${each}`) }))}
      value={value}
      allowDeselect={false}
      onChange={(chosen) => chosen && onChange(chosen as Status)}
    />
  )
}
