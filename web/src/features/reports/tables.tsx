import { Table } from '@mantine/core'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { useFirst } from '@/ui/useFirst'
import classes from './reports.module.css'

type FiguresTableProps = { label: string; head: string[]; rows: { key: string; cells: string[] }[] }

/** The figures of a chart; the first column says what they are of. */
export function FiguresTable({ label, head, rows }: FiguresTableProps) {
  const { t } = useTranslation('reports')
  const [first, ...others] = head
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.table} tabIndex={0} aria-label={t('tableOf', { title: label })}>
      <Table striped withRowBorders={false}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{first}</Table.Th>
            {others.map((name) => (
              <Table.Th key={name} className={classes.number}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ key, cells: [name, ...figures] }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" fw={400}>
                {name}
              </Table.Th>
              {figures.map((figure, column) => (
                <Table.Td key={others[column]} className={classes.number}>
                  {figure}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

export type Bar = {
  key: string
  name: string
  /** How long the bar is, of `most`; and how long the paler one behind it. */
  value: number
  behind?: number
  /** The figures as they are read, one for each column. */
  figures: string[]
}

/** So many bars are shown until all are asked for. */
const FEW = 30

type BarTableProps = { label: string; head: string[]; bars: Bar[] }

/** A table with a bar in each row: chart and table in one. */
export function BarTable({ label, head, bars }: BarTableProps) {
  const { t } = useTranslation('reports')
  const [first, ...others] = head
  const most = Math.max(...bars.map((bar) => Math.max(bar.value, bar.behind ?? 0)), 0) || 1
  const [shown, toggle] = useFirst(bars, FEW)
  const width = (value: number): CSSProperties => ({ width: `${(100 * value) / most}%` })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.table} tabIndex={0} aria-label={t('tableOf', { title: label })}>
      <Table withRowBorders={false} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{first}</Table.Th>
            {others.map((name) => (
              <Table.Th key={name} className={classes.number}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ key, name, value, behind, figures }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" fw={400} w="100%">
                <div className={classes.named}>
                  <span className={classes.name}>{name}</span>
                  <span className={classes.bar} aria-hidden>
                    {behind !== undefined && <span className={classes.long} style={width(behind)} />}
                    <span className={classes.short} style={width(value)} />
                  </span>
                </div>
              </Table.Th>
              {figures.map((figure, column) => (
                <Table.Td key={others[column]} className={classes.number}>
                  {figure}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {toggle}
    </section>
  )
}
