import { useId, type ComponentProps, type ReactNode } from 'react';

type Around = { label: string; hint?: ReactNode; fault?: string | undefined };

type Wiring = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean };

function Surround({ label, hint, fault, children }: Around & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const notes = [hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-fault`].filter(Boolean);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': notes.length > 0 ? notes.join(' ') : undefined, 'aria-invalid': fault !== undefined })}
      {hint !== undefined && (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      )}
      {fault !== undefined && (
        <span id={`${id}-fault`} className="fault">
          {fault}
        </span>
      )}
    </div>
  );
}

/** A text field with label, hint and fault. */
export function TextField({ label, hint, fault, ...input }: Around & ComponentProps<'input'>) {
  return (
    <Surround label={label} hint={hint} fault={fault}>
      {(wiring) => <input className="input" autoComplete="off" {...input} {...wiring} />}
    </Surround>
  );
}

export function TextArea({ label, hint, fault, ...input }: Around & ComponentProps<'textarea'>) {
  return (
    <Surround label={label} hint={hint} fault={fault}>
      {(wiring) => <textarea className="input" {...input} {...wiring} />}
    </Surround>
  );
}

export type Choice = { value: string; label: string };

export function SelectField({ label, hint, fault, choices, ...input }: Around & ComponentProps<'select'> & { choices: readonly Choice[] }) {
  return (
    <Surround label={label} hint={hint} fault={fault}>
      {(wiring) => (
        <select className="input" {...input} {...wiring}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Surround>
  );
}

export function Check({ label, ...input }: { label: string } & ComponentProps<'input'>) {
  return (
    <label className="check">
      <input type="checkbox" {...input} />
      {label}
    </label>
  );
}
