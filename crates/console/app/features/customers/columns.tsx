import { Link } from 'react-router';
import type { Customer } from '@/api/customers';
import type { Column } from '@/ui/Grid';
import { Icon } from '@/ui/Icon';

type TextField = {
  [Field in keyof Customer]: Customer[Field] extends string | null ? Field : never;
}[keyof Customer];

type FlagField = { [Field in keyof Customer]: Customer[Field] extends boolean ? Field : never }[keyof Customer];

function text(id: TextField, title: string, width = 150): Column<Customer> {
  return { id, title, width, sort: (row) => row[id], cell: (row) => row[id] };
}

function flag(id: FlagField, title: string): Column<Customer> {
  return {
    id,
    title,
    width: 130,
    sort: (row) => (row[id] ? 'yes' : 'no'),
    cell: (row) =>
      row[id] ? (
        <>
          <Icon name="check" /> <span className="only-read">yes</span>
        </>
      ) : (
        <span className="only-read">no</span>
      ),
  };
}

function name(id: 'first_name' | 'last_name', title: string): Column<Customer> {
  return {
    id,
    title,
    width: 140,
    sort: (row) => row[id],
    cell: (row) => <Link to={`/customers/${row.id}`}>{row[id]}</Link>,
  };
}

/** All fields of a customer. */
export const COLUMNS: readonly Column<Customer>[] = [
  { id: 'id', title: 'Id', width: 70, isNumber: true, sort: (row) => row.id, cell: (row) => row.id },
  name('first_name', 'First name'),
  name('last_name', 'Last name'),
  text('company_name', 'Company', 170),
  text('email', 'E-mail', 210),
  text('phone', 'Phone', 140),
  text('area', 'Area', 120),
  text('customer_type', 'Type', 120),
  text('occupation', 'Occupation', 140),
  text('account_executive', 'Account executive', 150),
  text('technical_specialist', 'Technical specialist', 150),
  flag('has_support_contract', 'Support contract'),
  flag('has_dedicated_account_manager', 'Dedicated manager'),
  flag('has_dedicated_technical_consultant', 'Dedicated consultant'),
  flag('has_discounted_pricing', 'Discount'),
  text('uuid', 'Public id', 290),
];

/** Columns hidden by default. */
export const USUALLY_HIDDEN = [
  'uuid',
  'occupation',
  'technical_specialist',
  'has_dedicated_account_manager',
  'has_dedicated_technical_consultant',
  'has_discounted_pricing',
];
