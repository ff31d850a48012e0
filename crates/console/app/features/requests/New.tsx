import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answer, api } from '@/api/client';
import { faultsByField } from '@/api/problem';
import { queries } from '@/api/queries';
import { TextArea, TextField } from '@/ui/Field';
import { AskForm } from '@/ui/Form';
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
    onSuccess: () => queries.invalidateQueries({ queryKey: ['requests'] }),
  });
  const submit = () =>
    adding.mutate(undefined, {
      onSuccess: (request) => {
        onClose();
        void navigate(`/requests/${request.id}`);
      },
    });
  const faults = adding.isError ? faultsByField(adding.error, (path) => (path === 'id' ? 'customer' : path === 'body' ? 'body' : undefined)) : {};
  return (
    <Ask title="New request" isOpen onClose={onClose}>
      <AskForm submit="Add request" isBlocked={adding.isPending || draft.customer === ''} notice={faults['']} onSubmit={submit} onClose={onClose}>
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
      </AskForm>
    </Ask>
  );
}

/** Somebody who resolves requests. */
export function NewOperator({ onClose }: Props) {
  const [name, setName] = useState('');
  const [me, setMe] = useMe();
  const adding = useMutation({
    mutationFn: () => answer(api.POST('/api/operators', { body: { name } })),
    onSuccess: (operator) => {
      if (me === undefined) setMe(operator.id);
      return queries.invalidateQueries({ queryKey: ['operators'] });
    },
  });
  const faults = adding.isError ? faultsByField(adding.error, (path) => (path === 'name' ? 'name' : undefined)) : {};
  return (
    <Ask title="New operator" isOpen onClose={onClose}>
      <AskForm
        submit="Add operator"
        isBlocked={adding.isPending}
        onSubmit={() => adding.mutate(undefined, { onSuccess: onClose })}
        onClose={onClose}
      >
        <TextField label="Name" maxLength={128} value={name} fault={faults.name ?? faults['']} onChange={(event) => setName(event.target.value)} />
      </AskForm>
    </Ask>
  );
}
