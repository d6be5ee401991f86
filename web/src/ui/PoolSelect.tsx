import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { teamsQuery } from '@/api/people'

/** The people of a team, by its id, or everybody in the workspace. */
export type Pool = number | 'workspace'

type PoolSelectProps = {
  label: string
  /** What no choice is called, and what the pool of the whole workspace is. */
  all: string
  workspace: string
  value: Pool | undefined
  onChange: (pool: Pool | undefined) => void
  maw?: number
}

/** Chooses one pool, or all of them. */
export function PoolSelect({ label, all, workspace, value, onChange, maw }: PoolSelectProps) {
  const { data: teams = [] } = useQuery(teamsQuery)
  const choose = (chosen: string | null) => {
    if (chosen === null) onChange(undefined)
    else onChange(chosen === 'workspace' ? chosen : Number(chosen))
  }
  return (
    <Select
      aria-label={label}
      placeholder={all}
      data={[
        ...teams.map((team) => ({ value: String(team.id), label: team.name })),
        { value: 'workspace', label: workspace },
      ]}
      value={value === undefined ? null : String(value)}
      onChange={choose}
      clearable
      searchable
      clearButtonProps={{ 'aria-label': all }}
      maw={maw}
    />
  )
}
