/** The kinds of rows, and the page that shows each. */
export const KINDS = [
  { value: 'clients', label: 'Clients', page: '/clients' },
  { value: 'customers', label: 'Customers (accounts)', page: '/customers' },
  { value: 'opportunities', label: 'Opportunities (deals)', page: '/pipeline' },
  { value: 'interactions', label: 'Interactions', page: '/interactions' },
  { value: 'topics', label: 'Topics by month', page: '/interactions' },
  { value: 'actuals', label: 'Actual revenue', page: '/pipeline?view=forecast' },
  { value: 'targets', label: 'Revenue targets', page: '/pipeline?view=forecast' },
] as const;

/** The page that shows the imported records. */
export function pageOf(kind: string): string | undefined {
  return KINDS.find((known) => known.value === kind)?.page;
}

const WORDS: Readonly<Record<string, string>> = {
  cid: 'Customer id',
  oid: 'Opportunity id',
  ssn: 'SSN',
  email: 'E-mail',
  phone_numbers: 'Phone',
};

/** The label of a field: `first_name` is First name. */
export function wordOf(field: string): string {
  const words = field.replaceAll('_', ' ');
  return WORDS[field] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
