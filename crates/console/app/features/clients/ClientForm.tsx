import { useState } from 'react';
import { TextArea, TextField } from '@/ui/Field';
import { PanelForm } from '@/ui/Form';
import { Panel } from '@/ui/Panel';
import { BLANK, type Draft, type DraftField, type Faults } from './draft';

/** Initial values of the form. */
export type Opening = { draft: Draft; target: number | undefined; faults: Faults; hasId: boolean };

export const NEW: Opening = { draft: BLANK, target: undefined, faults: {}, hasId: false };

type Props = { opening: Opening; onSave: (draft: Draft, target: number | undefined) => void; onClose: () => void };

/** Form to create or change a client. */
export function ClientForm({ opening, onSave, onClose }: Props) {
  const [draft, setDraft] = useState(opening.draft);
  const [faults, setFaults] = useState(opening.faults);
  const isChange = opening.target !== undefined;
  const field = (name: DraftField) => ({
    name,
    value: draft[name],
    fault: faults[name],
    onChange: (event: { target: { value: string } }) => {
      setDraft({ ...draft, [name]: event.target.value });
      setFaults({ ...faults, [name]: undefined });
    },
  });
  const submit = () => {
    const missing = missingOf(draft, isChange);
    setFaults(missing);
    if (Object.keys(missing).length === 0) onSave(draft, opening.target);
  };
  return (
    <Panel title={isChange ? 'Change client' : 'New client'} isOpen onClose={onClose}>
      <PanelForm submit={isChange ? 'Save' : 'Add client'} notice={faults['']} onSubmit={submit} onClose={onClose}>
        <div className="pair">
          <TextField label="First name" maxLength={128} {...field('first_name')} />
          <TextField label="Last name" maxLength={128} {...field('last_name')} />
        </div>
        <TextField
          label="Integration id"
          maxLength={128}
          readOnly={opening.hasId}
          hint={opening.hasId ? 'Identifies the client and cannot be changed.' : 'The client’s id in the external system.'}
          {...field('integration_id')}
        />
        <TextField label="E-mail" type="email" {...field('email')} />
        <TextArea label="Phone numbers" rows={2} hint="One per line, the primary one first." {...field('phone_numbers')} />
        <div className="pair">
          <TextField label="Birth date" type="date" {...field('birth_date')} />
          <TextField label="SSN" inputMode="numeric" placeholder="078-05-1120" {...field('ssn')} />
        </div>
        {isChange && <p className="soft">Empty fields keep the stored value.</p>}
      </PanelForm>
    </Panel>
  );
}

/** Faults found without the service. */
function missingOf(draft: Draft, isChange: boolean): Faults {
  const missing: Faults = {};
  if (draft.integration_id.trim() === '') missing.integration_id = 'is missing';
  if (!isChange && draft.first_name.trim() === '') missing.first_name = 'is missing';
  if (!isChange && draft.last_name.trim() === '') missing.last_name = 'is missing';
  return missing;
}
