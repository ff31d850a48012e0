import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { changedOf } from '@/api/changes';
import { answer, api, type Schemas } from '@/api/client';
import { chooseFirm, useChosenFirm } from '@/api/firm';
import { faultsByField } from '@/api/problem';
import { queries } from '@/api/queries';
import { Badge } from '@/ui/Badge';
import { Check, SelectField, TextField } from '@/ui/Field';
import { Form, Notice } from '@/ui/Form';
import { Empty, Loaded } from '@/ui/State';
import { say } from '@/ui/Toasts';

type Firm = Schemas['FirmView'];

const CHECKS = [
  { value: 'possible', label: 'Possible: right length' },
  { value: 'valid', label: 'Valid: in an assigned number range' },
];

const FLAGS = [
  ['is_corporate', 'Corporate: clients are identified by e-mail, and a phone is optional'],
  ['sync_client_contact_info', 'Imports overwrite names, e-mail and phone of matched clients'],
  ['update_client_missing_data', 'Imports fill empty fields of matched clients'],
] as const;

/** The settings of each firm. */
export function Firms() {
  const query = useQuery({ queryKey: ['firms'], queryFn: () => answer(api.GET('/api/v1/firms')) });
  return (
    <Loaded query={query}>
      {(firms) =>
        firms.length === 0 ? (
          <Empty title="No firms" />
        ) : (
          <div className="cards">
            {firms.map((firm) => (
              <FirmCard key={firm.id} firm={firm} isOnly={firms.length === 1} />
            ))}
          </div>
        )
      }
    </Loaded>
  );
}

function FirmCard({ firm, isOnly }: { firm: Firm; isOnly: boolean }) {
  const [before, setBefore] = useState(firm);
  const [draft, setDraft] = useState(firm);
  const chosen = useChosenFirm();
  const saving = useMutation({
    mutationFn: () =>
      answer(api.PATCH('/api/v1/firms/{id}', { params: { path: { id: firm.id } }, body: changedOf(before, draft) })),
    onSuccess: (saved) => {
      setBefore(saved);
      say('Saved.', 'good');
      void queries.invalidateQueries({ queryKey: ['firms'] });
    },
  });
  const faults = saving.isError
    ? faultsByField(saving.error, (path) => (path === 'name' ? 'name' : path === 'default_region' ? 'default_region' : undefined))
    : {};
  const isShown = chosen === firm.id || (chosen === undefined && (isOnly || firm.id === 1));
  return (
    <Form className="card narrow stack" aria-label={firm.name} onSubmit={() => saving.mutate()}>
      <div className="row spread">
        <h2>
          {firm.name} <span className="soft">number {firm.id}</span>
        </h2>
        {isShown ? (
          <Badge tone="accent">current</Badge>
        ) : (
          <button type="button" className="button small" onClick={() => chooseFirm(firm.id === 1 ? undefined : firm.id)}>
            Switch to this firm
          </button>
        )}
      </div>
      <Notice>{faults['']}</Notice>
      <TextField label="Name" value={draft.name} fault={faults.name} onChange={(event) => setDraft({ ...draft, name: event.target.value })} />
      <div className="pair">
        <TextField
          label="Country of phone numbers"
          maxLength={2}
          value={draft.default_region}
          fault={faults.default_region}
          onChange={(event) => setDraft({ ...draft, default_region: event.target.value.toUpperCase() })}
        />
        <SelectField label="Phone check" choices={CHECKS} value={draft.phone_check} onChange={(event) => setDraft({ ...draft, phone_check: event.target.value as Firm['phone_check'] })} />
      </div>
      {FLAGS.map(([flag, label]) => (
        <Check key={flag} label={label} checked={draft[flag]} onChange={(event) => setDraft({ ...draft, [flag]: event.target.checked })} />
      ))}
      <div className="row">
        <button type="submit" className="button primary" disabled={saving.isPending}>
          Save
        </button>
      </div>
    </Form>
  );
}
