import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api, onUnauthorized } from '@/api/client';
import { chooseFirm } from '@/api/firm';
import { sentence } from '@/api/problem';
import { queries } from '@/api/queries';
import { TextField } from '@/ui/Field';
import { AskForm } from '@/ui/Form';
import { Ask } from '@/ui/Panel';

/** Asks for a key when the service requires one. The page behind keeps its state. */
export function SignIn() {
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => onUnauthorized(() => setNeeded(true)), []);
  return isNeeded ? <KeyForm onDone={() => setNeeded(false)} /> : null;
}

function KeyForm({ onDone }: { onDone: () => void }) {
  const [key, setKey] = useState('');
  const signing = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/session', { body: { key } })),
    onSuccess: () => {
      // A key gives access to one firm, perhaps not the one chosen before.
      chooseFirm(undefined);
      void queries.invalidateQueries();
    },
  });
  return (
    <Ask title="Sign in" isOpen onClose={() => undefined}>
      <AskForm submit="Sign in" isBlocked={signing.isPending || key.trim() === ''} onSubmit={() => signing.mutate(undefined, { onSuccess: onDone })}>
        <p className="soft">A key is required. An admin creates one here or with `frontdesk keys create`.</p>
        <TextField
          label="Key"
          type="password"
          autoComplete="current-password"
          placeholder="fd_…"
          value={key}
          fault={signing.isError ? sentence(signing.error) : undefined}
          onChange={(event) => setKey(event.target.value)}
        />
      </AskForm>
    </Ask>
  );
}
