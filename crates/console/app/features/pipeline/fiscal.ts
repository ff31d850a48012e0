/** The fiscal year of a day: July to June, named by the year in which it ends. */
export function fiscalYearOf(date: Date): number {
  return date.getUTCFullYear() + (date.getUTCMonth() >= 6 ? 1 : 0);
}

/** `2024-07` is Jul 24. */
export function monthName(month: string): string {
  return new Date(`${month.slice(0, 7)}-01T00:00:00Z`).toLocaleDateString(undefined, { month: 'short', year: '2-digit', timeZone: 'UTC' });
}
