import { type CSSProperties, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './reports.module.css'
import { plain, weekdays } from './words'

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const MORNING = 8

type HeatMapProps = {
  label: string
  /** A number for hours of the week, 0: Monday from midnight; those that are left out have none. */
  values: Map<number, number>
  /** What a cell says at length. */
  say: (value: number) => string
}

/** The hours of a week, the darker the more; a table that can be read as one. */
export function HeatMap({ label, values, say }: HeatMapProps) {
  const { t, i18n } = useTranslation('reports')
  const [short, long] = (['short', 'long'] as const).map((style) => weekdays(i18n.language, style))
  const shown = useRef<HTMLElement>(null)
  useEffect(() => {
    // Where not all fits, the day begins in the morning.
    if (shown.current) shown.current.scrollLeft = (shown.current.scrollWidth * MORNING) / HOURS.length
  }, [])
  const most = Math.max(...values.values(), 0) || 1
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section ref={shown} className={classes.heat} tabIndex={0} aria-label={t('tableOf', { title: label })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('heat.head')}</th>
            {HOURS.map((hour) => (
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {short?.map((name, day) => (
            <tr key={name}>
              <th scope="row" abbr={long?.[day]}>
                {name}
              </th>
              {HOURS.map((hour) => {
                const value = values.get(day * 24 + hour)
                return (
                  <td
                    key={hour}
                    style={{ '--heat': (value ?? 0) / most } as CSSProperties}
                    title={
                      value === undefined ? undefined : `${long?.[day]}, ${hour}–${hour + 1}: ${say(value)}`
                    }
                  >
                    {value === undefined ? '' : plain(value, i18n.language)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
