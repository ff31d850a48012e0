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

/** Form for a request received by phone. */
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
          label="Request text"
          maxLength={4000}
          value={draft.body}
          fault={faults.body}
          onChange={(event) => setDraft({ ...draft, body: event.target.value })}
        />
      </AskForm>
    </Ask>
  );
}

const isPart = (path: string) => path === 'first_name' || path === 'last_name';

/** Form to add an operator. */
export function NewOperator({ onClose }: Props) {
  const [draft, setDraft] = useState({ first_name: '', last_name: '' });
  const [me, setMe] = useMe();
  const adding = useMutation({
    mutationFn: () => answer(api.POST('/api/operators', { body: draft })),
    onSuccess: (operator) => {
      if (me === undefined) setMe(operator.id);
      return queries.invalidateQueries({ queryKey: ['operators'] });
    },
  });
  const faults = adding.isError ? faultsByField(adding.error, (path) => (isPart(path) ? path : undefined)) : {};
  return (
    <Ask title="New operator" isOpen onClose={onClose}>
      <AskForm
        submit="Add operator"
        isBlocked={adding.isPending}
        onSubmit={() => adding.mutate(undefined, { onSuccess: onClose })}
        onClose={onClose}
      >
        <TextField
          label="First name"
          maxLength={128}
          value={draft.first_name}
          fault={faults.first_name ?? faults['']}
          onChange={(event) => setDraft({ ...draft, first_name: event.target.value })}
        />
        <TextField
          label="Last name"
          maxLength={128}
          value={draft.last_name}
          fault={faults.last_name}
          onChange={(event) => setDraft({ ...draft, last_name: event.target.value })}
        />
      </AskForm>
    </Ask>
  );
}
