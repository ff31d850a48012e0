import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { answer, api } from '@/api/client';
import { faultsByField } from '@/api/problem';
import { queries } from '@/api/queries';
import { TextArea, TextField } from '@/ui/Field';
import { Ask } from '@/ui/Panel';
import { useMe } from './me';

type Props = { onClose: () => void };

/** What a customer asks by phone, typed in by whoever took the call. */
export function NewRequest({ onClose }: Props) {
  const [draft, setDraft] = useState({ customer: '', body: '' });
  const navigate = useNavigate();
  const adding = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/customers/{id}/requests', { params: { path: { id: Number(draft.customer) } }, body: { body: draft.body } })),
    onSuccess: async (request) => {
      await queries.invalidateQueries({ queryKey: ['requests'] });
      onClose();
      void navigate(`/requests/${request.id}`);
    },
  });
  const faults = adding.isError ? faultsByField(adding.error, (path) => (path === 'id' ? 'customer' : path === 'body' ? 'body' : undefined)) : {};
  return (
    <Ask title="New request" isOpen onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          adding.mutate();
        }}
      >
        {faults[''] !== undefined && (
          <p className="notice" role="alert">
            {faults['']}
          </p>
        )}
        <TextField
         
          label="Customer id"
          inputMode="numeric"
          value={draft.customer}
          fault={faults.customer}
          onChange={(event) => setDraft({ ...draft, customer: event.target.value.replaceAll(/\D/g, '') })}
        />
        <TextArea
          label="What is asked"
          maxLength={4000}
          value={draft.body}
          fault={faults.body}
          onChange={(event) => setDraft({ ...draft, body: event.target.value })}
        />
        <div className="row">
          <button type="submit" className="button primary" disabled={adding.isPending || draft.customer === ''}>
            Add request
          </button>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Ask>
  );
}

/** Somebody who resolves requests. */
export function NewOperator({ onClose }: Props) {
  const [name, setName] = useState('');
  const [me, setMe] = useMe();
  const adding = useMutation({
    mutationFn: () => answer(api.POST('/api/operators', { body: { name } })),
    onSuccess: async (operator) => {
      if (me === undefined) setMe(operator.id);
      await queries.invalidateQueries({ queryKey: ['operators'] });
      onClose();
    },
  });
  const faults = adding.isError ? faultsByField(adding.error, (path) => (path === 'name' ? 'name' : undefined)) : {};
  return (
    <Ask title="New operator" isOpen onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          adding.mutate();
        }}
      >
        <TextField label="Name" maxLength={128} value={name} fault={faults.name ?? faults['']} onChange={(event) => setName(event.target.value)} />
        <div className="row">
          <button type="submit" className="button primary" disabled={adding.isPending}>
            Add operator
          </button>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Ask>
  );
}
