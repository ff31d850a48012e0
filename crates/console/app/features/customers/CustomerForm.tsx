import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import type { Customer } from '@/api/customers';
import { faultsByField } from '@/api/problem';
import { queries } from '@/api/queries';
import { Check, TextField } from '@/ui/Field';
import { Panel } from '@/ui/Panel';

const TEXTS = [
  ['first_name', 'First name'],
  ['last_name', 'Last name'],
  ['company_name', 'Company'],
  ['email', 'E-mail'],
  ['phone', 'Phone'],
  ['area', 'Area'],
  ['customer_type', 'Type'],
  ['occupation', 'Occupation'],
  ['account_executive', 'Account executive'],
  ['technical_specialist', 'Technical specialist'],
] as const;

const FLAGS = [
  ['has_support_contract', 'Support contract'],
  ['has_dedicated_account_manager', 'Own account manager'],
  ['has_dedicated_technical_consultant', 'Own technical consultant'],
  ['has_discounted_pricing', 'Discounted pricing'],
] as const;

type TextName = (typeof TEXTS)[number][0];
type Draft = Record<TextName, string> & Pick<Customer, (typeof FLAGS)[number][0]>;

const BLANK: Draft = {
  first_name: '',
  last_name: '',
  company_name: '',
  email: '',
  phone: '',
  area: '',
  customer_type: '',
  occupation: '',
  account_executive: '',
  technical_specialist: '',
  has_support_contract: false,
  has_dedicated_account_manager: false,
  has_dedicated_technical_consultant: false,
  has_discounted_pricing: false,
};

function draftOf(customer: Customer | undefined): Draft {
  if (customer === undefined) return BLANK;
  const texts = Object.fromEntries(TEXTS.map(([field]) => [field, customer[field] ?? ''])) as Record<TextName, string>;
  const flags = Object.fromEntries(FLAGS.map(([flag]) => [flag, customer[flag]])) as Pick<Customer, (typeof FLAGS)[number][0]>;
  return { ...texts, ...flags };
}

/** What differs from what is stored; an emptied field is emptied there too. */
function changesOf(before: Draft, draft: Draft): Schemas['CustomerBody'] {
  const changed = Object.entries(draft).filter(([field, value]) => before[field as keyof Draft] !== value);
  return Object.fromEntries(changed.map(([field, value]) => [field, value === '' ? null : value]));
}

/** A customer to add or to change. */
export function CustomerForm({ customer, onClose }: { customer?: Customer; onClose: () => void }) {
  const [before] = useState(() => draftOf(customer));
  const [draft, setDraft] = useState(before);
  const saving = useMutation({
    mutationFn: () => {
      const body = changesOf(before, draft);
      return customer === undefined
        ? answer(api.POST('/api/customers', { body }))
        : answer(api.PATCH('/api/customers/{id}', { params: { path: { id: customer.id } }, body }));
    },
    onSuccess: () => {
      for (const key of ['customers', 'customer']) void queries.invalidateQueries({ queryKey: [key] });
      onClose();
    },
  });
  const known = TEXTS.map(([field]) => field);
  const faults = saving.isError ? faultsByField(saving.error, (path) => known.find((field) => field === path)) : {};
  return (
    <Panel title={customer === undefined ? 'New customer' : 'Change customer'} isOpen onClose={onClose}>
      <form
        className="panel-body"
        id="customer"
        noValidate
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        {faults[''] !== undefined && (
          <p className="notice" role="alert">
            {faults['']}
          </p>
        )}
        <div className="pair">
          {TEXTS.map(([field, label]) => (
            <TextField key={field} label={label} maxLength={128} value={draft[field]} fault={faults[field]} onChange={(event) => setDraft({ ...draft, [field]: event.target.value })} />
          ))}
        </div>
        {FLAGS.map(([flag, label]) => (
          <Check key={flag} label={label} checked={draft[flag]} onChange={(event) => setDraft({ ...draft, [flag]: event.target.checked })} />
        ))}
      </form>
      <div className="panel-foot">
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" form="customer" className="button primary" disabled={saving.isPending}>
          {customer === undefined ? 'Add customer' : 'Save'}
        </button>
      </div>
    </Panel>
  );
}
