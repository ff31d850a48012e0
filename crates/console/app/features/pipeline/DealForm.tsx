import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { answer, api } from '@/api/client';
import { faultsByField } from '@/api/problem';
import { queries } from '@/api/queries';
import { SelectField, TextField } from '@/ui/Field';
import { Panel } from '@/ui/Panel';
import type { Deal } from './deals';

type Draft = { cid: string; status: string; revenue: string; delivery: string; once: string; group: string };

const FIELDS: Readonly<Record<string, keyof Draft>> = {
  cid: 'cid',
  opportunity_status: 'status',
  monthly_estimated_revenue: 'revenue',
  estimated_delivery_date: 'delivery',
  non_recurring: 'once',
  opportunity_sales_group: 'group',
};

function draftOf(deal: Deal | undefined): Draft {
  return {
    cid: deal === undefined ? '' : String(deal.cid),
    status: deal?.opportunity_status ?? 'New',
    revenue: deal?.monthly_estimated_revenue ?? '',
    delivery: deal?.estimated_delivery_date ?? '',
    once: deal?.non_recurring ?? '',
    group: deal?.opportunity_sales_group ?? '',
  };
}

function save(deal: Deal | undefined, draft: Draft) {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const body = {
    opportunity_status: draft.status,
    monthly_estimated_revenue: orNull(draft.revenue),
    estimated_delivery_date: orNull(draft.delivery),
    non_recurring: orNull(draft.once),
    opportunity_sales_group: orNull(draft.group),
  };
  return deal === undefined
    ? answer(api.POST('/api/opportunities', { body: { ...body, cid: Number(draft.cid) } }))
    : answer(api.PATCH('/api/opportunities/{oid}', { params: { path: { oid: deal.oid } }, body: { ...body, days_since_last_updated: 0 } }));
}

/** One deal to add or to change. */
export function DealForm({ deal, statuses, onClose }: { deal: Deal | undefined; statuses: readonly string[]; onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(deal));
  const saving = useMutation({
    mutationFn: () => save(deal, draft),
    onSuccess: () => {
      for (const key of ['opportunities', 'opportunity quality', 'forecast']) void queries.invalidateQueries({ queryKey: [key] });
      onClose();
    },
  });
  const faults = saving.isError ? faultsByField(saving.error, (path) => FIELDS[path]) : {};
  const field = (name: keyof Draft) => ({
    value: draft[name],
    fault: faults[name],
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
  });
  return (
    <Panel title={deal === undefined ? 'New deal' : 'Deal'} isOpen onClose={onClose}>
      <form
        className="panel-body"
        id="deal"
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
        <TextField label="Customer id" inputMode="numeric" readOnly={deal !== undefined} {...field('cid')} />
        <SelectField label="Status" choices={statuses.map((status) => ({ value: status, label: status }))} {...field('status')} />
        <div className="pair">
          <TextField label="Monthly revenue" inputMode="decimal" placeholder="1250.00" {...field('revenue')} />
          <TextField label="Delivery" type="date" {...field('delivery')} />
        </div>
        <div className="pair">
          <TextField label="Non-recurring" placeholder="yes or no" {...field('once')} />
          <TextField label="Sales group" maxLength={32} {...field('group')} />
        </div>
      </form>
      <div className="panel-foot">
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" form="deal" className="button primary" disabled={saving.isPending}>
          {deal === undefined ? 'Add deal' : 'Save'}
        </button>
      </div>
    </Panel>
  );
}
