import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { faultsByField, sentence } from '@/api/problem';
import { queries } from '@/api/queries';
import { Badge } from '@/ui/Badge';
import { SelectField, TextField } from '@/ui/Field';
import { AskForm, Notice } from '@/ui/Form';
import { moment, words } from '@/ui/format';
import { Ask } from '@/ui/Panel';
import { Empty, Loaded } from '@/ui/State';
import { say } from '@/ui/Toasts';

type Key = Schemas['KeyView'];

const ROLES = [
  { value: 'reader', label: 'Reader: read' },
  { value: 'writer', label: 'Writer: read and change' },
  { value: 'admin', label: 'Admin: also keys and firms' },
];

const refresh = () => queries.invalidateQueries({ queryKey: ['keys'] });

/** The keys of the API and of this console. */
export function Keys() {
  const query = useQuery({ queryKey: ['keys'], queryFn: () => answer(api.GET('/api/v1/keys')) });
  const [isAdding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<Key>();
  return (
    <section className="card" aria-label="Keys">
      <div className="card-head">
        <h2>Keys</h2>
        <div className="row">
          <SignOut />
          <button type="button" className="button" data-new="" onClick={() => setAdding(true)}>
            New key
          </button>
        </div>
      </div>
      <Loaded query={query}>
        {(keys) =>
          keys.length === 0 ? (
            <Empty title="No keys yet">
              <p>Every user of this machine has full access. From the first key on, every request needs a key.</p>
            </Empty>
          ) : (
            <KeyTable keys={keys} onRevoke={setRevoking} />
          )
        }
      </Loaded>
      {isAdding && <NewKey onClose={() => setAdding(false)} />}
      {revoking !== undefined && <Revoke subject={revoking} onClose={() => setRevoking(undefined)} />}
    </section>
  );
}

/** Ends the session; the page then asks for a key. */
function SignOut() {
  const { data } = useQuery({ queryKey: ['keys', 'session'], queryFn: () => answer(api.GET('/api/v1/session')) });
  const leaving = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/session')),
    onSuccess: () => void queries.resetQueries(),
  });
  if (data === undefined || data.open || data.expires_at === null) return null;
  return (
    <button type="button" className="button quiet" disabled={leaving.isPending} onClick={() => leaving.mutate()}>
      Sign out
    </button>
  );
}

function KeyTable({ keys, onRevoke }: { keys: readonly Key[]; onRevoke: (key: Key) => void }) {
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            {['Name', 'Role', 'State', 'Created', 'Last used', 'Expires', ''].map((title) => (
              <th key={title} scope="col">
                {title === '' ? <span className="only-read">Actions</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <td>{key.name}</td>
              <td>{words(key.role)}</td>
              <td>
                <Badge state={key.state} />
              </td>
              <td>{moment(key.created_at)}</td>
              <td>{moment(key.last_used_at) || 'never'}</td>
              <td>{moment(key.revoked_at ?? key.expires_at)}</td>
              <td className="number">
                {key.state !== 'revoked' && (
                  <button type="button" className="button small danger" onClick={() => onRevoke(key)}>
                    Revoke <span className="only-read">{key.name}</span>
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Draft = Pick<Schemas['CreateKeyBody'], 'name' | 'role'>;

/** Creates a key. The first one also signs this browser in, because every request then needs a key. */
async function make(draft: Draft) {
  const { open } = await answer(api.GET('/api/v1/session'));
  const made = await answer(api.POST('/api/v1/keys', { body: draft }));
  if (open) await answer(api.POST('/api/v1/session', { body: { key: made.key } }));
  return made;
}

function NewKey({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState<Draft>({ name: '', role: 'writer' });
  const adding = useMutation({
    mutationFn: () => make(draft),
    onSuccess: () => void refresh(),
  });
  const faults = adding.isError ? faultsByField(adding.error, (path) => (path === 'name' ? 'name' : undefined)) : {};
  if (adding.data !== undefined) return <Made secret={adding.data.key} onClose={onClose} />;
  return (
    <Ask title="New key" isOpen onClose={onClose}>
      <AskForm submit="Create key" isBlocked={adding.isPending} notice={faults['']} onSubmit={() => adding.mutate()} onClose={onClose}>
        <TextField label="Name" hint="Who or what uses this key." value={draft.name} fault={faults.name} onChange={(event) => setDraft({ ...draft, name: event.target.value })} />
        <SelectField label="Role" choices={ROLES} value={draft.role} onChange={(event) => setDraft({ ...draft, role: event.target.value as Draft['role'] })} />
      </AskForm>
    </Ask>
  );
}

/** Shows a new key once. */
function Made({ secret, onClose }: { secret: string; onClose: () => void }) {
  const copy = () => void navigator.clipboard.writeText(secret).then(() => say('Copied.', 'good'));
  return (
    <Ask title="Save this key" isOpen onClose={onClose}>
      <p>It is shown only once.</p>
      <TextField label="Key" readOnly value={secret} className="input mono" onFocus={(event) => event.target.select()} />
      <div className="row">
        <button type="button" className="button primary" onClick={copy}>
          Copy
        </button>
        <button type="button" className="button" onClick={onClose}>
          Done
        </button>
      </div>
    </Ask>
  );
}

function Revoke({ subject, onClose }: { subject: Key; onClose: () => void }) {
  const revoking = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/keys/{id}', { params: { path: { id: subject.id } } })),
    onSuccess: refresh,
  });
  return (
    <Ask title={`Revoke ${subject.name}?`} isOpen onClose={onClose}>
      <p>Access with this key ends immediately. This cannot be undone.</p>
      {revoking.isError && <Notice>{sentence(revoking.error)}</Notice>}
      <div className="row">
        <button type="button" className="button danger" disabled={revoking.isPending} onClick={() => revoking.mutate(undefined, { onSuccess: onClose })}>
          Revoke
        </button>
        <button type="button" className="button" onClick={onClose}>
          Keep
        </button>
      </div>
    </Ask>
  );
}
