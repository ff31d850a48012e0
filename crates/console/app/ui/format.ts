/** Formats money of the service (`"1250.00"`). Exact: no conversion to float. */
export function money(amount: string | null | undefined): string {
  if (amount === null || amount === undefined) return '';
  const [whole = '', cents = '00'] = amount.split('.');
  const sign = whole.startsWith('-') ? '−' : '';
  return `${sign}${whole.replace('-', '').replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

/** Formats money without cents, where they would distract. */
export function roundMoney(amount: string | null | undefined): string {
  return amount === null || amount === undefined ? '' : (money(amount).split('.')[0] ?? '');
}

export function moment(time: string | null | undefined): string {
  if (time === null || time === undefined) return '';
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

export function day(date: string | null | undefined): string {
  if (date === null || date === undefined) return '';
  return new Date(`${date.slice(0, 10)}T00:00:00Z`).toLocaleDateString(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
}

/** `IN_PROGRESS` is In progress. */
export function words(code: string): string {
  const text = code.replaceAll('_', ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The display name of a person or company. */
export function nameOf(who: { first_name?: string | null; last_name?: string | null; company_name?: string | null; id?: number }): string {
  const name = [who.first_name, who.last_name].filter((part) => part !== null && part !== undefined && part !== '').join(' ');
  return name !== '' ? name : (who.company_name ?? (who.id === undefined ? 'Unnamed' : `Customer ${who.id}`));
}

/** A mail link. Special characters of the address cannot add a subject, a body or other recipients. */
export function mailLink(address: string): string {
  return `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}`;
}
