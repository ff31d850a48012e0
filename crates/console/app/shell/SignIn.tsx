import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type SubmitEvent } from 'react';
import { answer, api, onUnauthorized } from '@/api/client';
import { chooseFirm } from '@/api/firm';
import { sentence } from '@/api/problem';
import { queries } from '@/api/queries';
import { TextField } from '@/ui/Field';
import { Ask } from '@/ui/Panel';

/** Asks for a key once the service wants one. The page stays as it is behind, with all that was typed. */
export function SignIn() {
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => onUnauthorized(() => setNeeded(true)), []);
  return isNeeded ? <Form onDone={() => setNeeded(false)} /> : null;
}

function Form({ onDone }: { onDone: () => void }) {
  const [key, setKey] = useState('');
  const signing = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/session', { body: { key } })),
    onSuccess: () => {
      // A key opens one firm: the one that was chosen before may be another.
      chooseFirm(undefined);
      onDone();
      void queries.invalidateQueries();
    },
  });
  return (
    <Ask title="Sign in" isOpen onClose={() => undefined}>
      <form
        className="stack"
        noValidate
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          signing.mutate();
        }}
      >
        <p className="soft">This Frontdesk asks for a key. An admin makes one, here or by `frontdesk keys create`.</p>
        <TextField
         
          label="Key"
          type="password"
          autoComplete="current-password"
          placeholder="fd_…"
          value={key}
          fault={signing.isError ? sentence(signing.error) : undefined}
          onChange={(event) => setKey(event.target.value)}
        />
        <div className="row">
          <button type="submit" className="button primary" disabled={signing.isPending || key.trim() === ''}>
            Sign in
          </button>
        </div>
      </form>
    </Ask>
  );
}
