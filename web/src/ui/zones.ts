/** The time zones that the browser knows, with UTC, which not every browser counts among them. */
export const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
