import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { changesOf, type Changes } from '@/api/changes';
import { answer, api } from '@/api/client';
import { inOrder } from '@/api/inOrder';
import { faultsByField } from '@/api/problem';
import { queries } from '@/api/queries';
import { isSameStatus } from '@/api/statuses';
import { SelectField, TextField } from '@/ui/Field';
import { PanelForm } from '@/ui/Form';
import type { Deal } from './deals';

type Draft = {
  cid: string;
  opportunity_status: string;
  monthly_estimated_revenue: string;
  estimated_delivery_date: string;
  non_recurring: string;
  opportunity_sales_group: string;
};

const BLANK: Draft = {
  cid: '',
  opportunity_status: '',
  monthly_estimated_revenue: '',
  estimated_delivery_date: '',
  non_recurring: '',
  opportunity_sales_group: '',
};

/** Initial values of the form. A new deal has the first status of the firm. */
function draftOf(deal: Deal | undefined, statuses: readonly string[]): Draft {
  if (deal === undefined) return { ...BLANK, opportunity_status: statuses[0] ?? '' };
  return {
    cid: String(deal.cid),
    // The select shows the catalogue's spelling; a different spelling alone is not a change.
    opportunity_status: statuses.find((status) => isSameStatus(status, deal.opportunity_status)) ?? deal.opportunity_status,
    monthly_estimated_revenue: deal.monthly_estimated_revenue ?? '',
    estimated_delivery_date: deal.estimated_delivery_date ?? '',
    non_recurring: deal.non_recurring ?? '',
    opportunity_sales_group: deal.opportunity_sales_group ?? '',
  };
}

function create(draft: Draft) {
  const { cid, ...given } = changesOf(BLANK, draft);
  return answer(api.POST('/api/opportunities', { body: { ...given, cid: Number(cid) } }));
}

/** Changes are sent in order with those of the board. Saving a deal also updates its date of last update. */
function change({ oid }: Deal, before: Draft, draft: Draft) {
  // The customer of a deal cannot be changed here.
  const changes: Omit<Changes<Draft>, 'cid'> = changesOf(before, draft);
  return inOrder(`deal ${oid}`, () =>
    answer(api.PATCH('/api/opportunities/{oid}', { params: { path: { oid } }, body: { ...changes, days_since_last_updated: 0 } })),
  );
}

type Props = { deal: Deal | undefined; statuses: readonly string[]; onClose: () => void };

/** Form to create or change a deal. */
export function DealForm({ deal, statuses, onClose }: Props) {
  const [before] = useState(() => draftOf(deal, statuses));
  const [draft, setDraft] = useState(before);
  const saving = useMutation({
    mutationFn: () => (deal === undefined ? create(draft) : change(deal, before, draft)),
    onSuccess: () => {
      for (const key of ['opportunities', 'opportunity quality', 'forecast']) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  const faults = saving.isError ? faultsByField(saving.error, (path) => (path in BLANK ? (path as keyof Draft) : undefined)) : {};
  const field = (name: keyof Draft) => ({
    value: draft[name],
    fault: faults[name],
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
  });
  return (
    <PanelForm
      submit={deal === undefined ? 'Add deal' : 'Save'}
      isBlocked={saving.isPending}
      notice={faults['']}
      onSubmit={() => saving.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextField label="Customer id" inputMode="numeric" readOnly={deal !== undefined} {...field('cid')} />
      <SelectField label="Status" choices={statuses.map((status) => ({ value: status, label: status }))} {...field('opportunity_status')} />
      <div className="pair">
        <TextField label="Monthly revenue" inputMode="decimal" placeholder="1250.00" {...field('monthly_estimated_revenue')} />
        <TextField label="Delivery" type="date" {...field('estimated_delivery_date')} />
      </div>
      <div className="pair">
        <TextField label="Non-recurring" placeholder="yes or no" {...field('non_recurring')} />
        <TextField label="Sales group" maxLength={32} {...field('opportunity_sales_group')} />
      </div>
    </PanelForm>
  );
}
