import { useId, type ComponentProps, type ReactNode } from 'react';

/** What went wrong with a form as a whole; nothing when nothing did. */
export function Notice({ children }: { children: ReactNode }) {
  if (children === undefined) return null;
  return (
    <p className="notice" role="alert">
      {children}
    </p>
  );
}

type FormProps = Omit<ComponentProps<'form'>, 'onSubmit'> & { onSubmit: () => void };

/** Fields that are sent together. What is wrong with them is said by the service, not by the browser. */
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
  /** What the button says that sends the form. */
  submit: string;
  /** It is on its way, or lacks what it cannot be sent without. */
  isBlocked?: boolean;
  /** What is wrong with it as a whole. */
  notice?: string | undefined;
  onSubmit: () => void;
  children: ReactNode;
};

/** A form that fills a panel, with its buttons at the foot. */
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

/** A short form in a question, with its buttons below. One without `onClose` has to be answered. */
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
