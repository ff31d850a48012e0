import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { changesOf } from '@/api/changes';
import { answer, api } from '@/api/client';
import type { Customer } from '@/api/customers';
import { inOrder } from '@/api/inOrder';
import { faultsByField } from '@/api/problem';
import { queries } from '@/api/queries';
import { Check, TextField } from '@/ui/Field';
import { PanelForm } from '@/ui/Form';
import { Panel } from '@/ui/Panel';
import { FLAGS, type FlagName } from './flags';

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

type TextName = (typeof TEXTS)[number][0];
type Draft = Record<TextName, string> & Pick<Customer, FlagName>;

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
  const flags = Object.fromEntries(FLAGS.map(([flag]) => [flag, customer[flag]])) as Pick<Customer, FlagName>;
  return { ...texts, ...flags };
}

/** Form to create or change a customer. */
export function CustomerForm({ customer, onClose }: { customer?: Customer; onClose: () => void }) {
  const [before] = useState(() => draftOf(customer));
  const [draft, setDraft] = useState(before);
  const saving = useMutation({
    mutationFn: () => {
      const body = changesOf(before, draft);
      if (customer === undefined) return answer(api.POST('/api/customers', { body }));
      const { id } = customer;
      return inOrder(`customer ${id}`, () => answer(api.PATCH('/api/customers/{id}', { params: { path: { id } }, body })));
    },
    onSuccess: () => {
      for (const key of ['customers', 'customer']) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  const known = TEXTS.map(([field]) => field);
  const faults = saving.isError ? faultsByField(saving.error, (path) => known.find((field) => field === path)) : {};
  return (
    <Panel title={customer === undefined ? 'New customer' : 'Change customer'} isOpen onClose={onClose}>
      <PanelForm
        submit={customer === undefined ? 'Add customer' : 'Save'}
        isBlocked={saving.isPending}
        notice={faults['']}
        onSubmit={() => saving.mutate(undefined, { onSuccess: onClose })}
        onClose={onClose}
      >
        <div className="pair">
          {TEXTS.map(([field, label]) => (
            <TextField key={field} label={label} maxLength={128} value={draft[field]} fault={faults[field]} onChange={(event) => setDraft({ ...draft, [field]: event.target.value })} />
          ))}
        </div>
        {FLAGS.map(([flag, label]) => (
          <Check key={flag} label={label} checked={draft[flag]} onChange={(event) => setDraft({ ...draft, [flag]: event.target.checked })} />
        ))}
      </PanelForm>
    </Panel>
  );
}
