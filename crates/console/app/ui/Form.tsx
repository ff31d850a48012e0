import { useId, type ComponentProps, type ReactNode } from 'react';

/** The fault of a form as a whole, if any. */
export function Notice({ children }: { children: ReactNode }) {
  if (children === undefined) return null;
  return (
    <p className="notice" role="alert">
      {children}
    </p>
  );
}

type FormProps = Omit<ComponentProps<'form'>, 'onSubmit'> & { onSubmit: () => void };

/** A form. Validation messages come from the service, not from the browser. */
export function Form({ onSubmit, className = 'stack', ...form }: FormProps) {
  return (
    <form
      className={className}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      {...form}
    />
  );
}

type ShellProps = {
  /** The label of the submit button. */
  submit: string;
  /** Submission is pending, or required fields are empty. */
  isBlocked?: boolean;
  /** The fault of the form as a whole. */
  notice?: string | undefined;
  onSubmit: () => void;
  children: ReactNode;
};

/** A form in a panel, with its buttons at the bottom. */
export function PanelForm({ submit, isBlocked = false, notice, onSubmit, onClose, children }: ShellProps & { onClose: () => void }) {
  const id = useId();
  return (
    <>
      <Form className="panel-body" id={id} onSubmit={onSubmit}>
        <Notice>{notice}</Notice>
        {children}
      </Form>
      <div className="panel-foot">
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" form={id} className="button primary" disabled={isBlocked}>
          {submit}
        </button>
      </div>
    </>
  );
}

/** A short form in a dialog, with its buttons below. Without `onClose` it cannot be dismissed. */
export function AskForm({ submit, isBlocked = false, notice, onSubmit, onClose, children }: ShellProps & { onClose?: () => void }) {
  return (
    <Form onSubmit={onSubmit}>
      <Notice>{notice}</Notice>
      {children}
      <div className="row">
        <button type="submit" className="button primary" disabled={isBlocked}>
          {submit}
        </button>
        {onClose !== undefined && (
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
        )}
      </div>
    </Form>
  );
}
