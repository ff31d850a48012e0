/** What the rows of a file can be. */
export const KINDS = [
  { value: 'clients', label: 'Clients' },
  { value: 'customers', label: 'Customers (accounts)' },
] as const;

const WORDS: Readonly<Record<string, string>> = {
  cid: 'Customer id',
  oid: 'Opportunity id',
  ssn: 'SSN',
  email: 'E-mail',
  phone_numbers: 'Phone',
};

/** A field's name for people: `first_name` is First name. */
export function wordOf(field: string): string {
  const words = field.replaceAll('_', ' ');
  return WORDS[field] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
