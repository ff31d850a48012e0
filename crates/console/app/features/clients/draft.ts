import type { Schemas } from '@/api/client';
import { faultsByField } from '@/api/problem';
import type { Edit } from './book';

/** Form fields. */
export type Draft = {
  first_name: string;
  last_name: string;
  email: string;
  /** One per line, or separated by semicolons. */
  phone_numbers: string;
  integration_id: string;
  birth_date: string;
  ssn: string;
};

export const BLANK: Draft = {
  first_name: '',
  last_name: '',
  email: '',
  phone_numbers: '',
  integration_id: '',
  birth_date: '',
  ssn: '',
};

export type DraftField = keyof Draft;

export type Faults = Partial<Record<DraftField | '', string>>;

type Body = Schemas['PatchClientBody'];

function phonesOf(draft: Draft): string[] {
  return draft.phone_numbers
    .split(/[;\n]/)
    .map((number) => number.trim())
    .filter((number) => number !== '');
}

/** The request payload. A change never creates a new client. */
export function bodyOf(draft: Draft, firm: number, isChange: boolean): Body {
  const filled = Object.entries(draft).filter(([field, text]) => field !== 'phone_numbers' && text.trim() !== '');
  return {
    firm_id: firm,
    integration_type: 'THIRD_PARTY',
    create_new_client: !isChange,
    field_names: {
      ...Object.fromEntries(filled.map(([field, text]) => [field, text.trim()])),
      integration_id: draft.integration_id.trim(),
      phone_numbers: phonesOf(draft),
    },
  };
}

/** The row as it will be if the change is accepted. */
export function shownOf(draft: Draft): Edit['shown'] {
  const text = (field: DraftField) => (draft[field].trim() === '' ? null : draft[field].trim());
  const digits = draft.ssn.replaceAll(/\D/g, '');
  return {
    first_name: text('first_name'),
    last_name: text('last_name'),
    birth_date: text('birth_date'),
    email: text('email'),
    cell_phone: phonesOf(draft)[0] ?? null,
    integration_id: text('integration_id'),
    ssn: digits === '' ? null : `***-**-${digits.slice(-4)}`,
  };
}

/** The faults of a refusal by form field. */
export function faultsOf(error: unknown): Faults {
  return faultsByField<DraftField>(error, (path) => {
    const field = path.replace(/^field_names\./, '').split('.')[0] ?? '';
    if (field === 'cell_phone') return 'phone_numbers';
    if (field === 'name') return 'last_name';
    return field in BLANK ? (field as DraftField) : undefined;
  });
}
