import { useEffect, type ReactNode } from 'react';

type Props = { title: string; count?: ReactNode; actions?: ReactNode; fixed?: boolean; children: ReactNode };

/** A page: title, actions, content. `fixed` pages scroll inside. */
export function Page({ title, count, actions, fixed = false, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Frontdesk`;
  }, [title]);
  return (
    <div className={fixed ? 'page fixed' : 'page'}>
      <header className="page-head">
        <h1>{title}</h1>
        {count !== undefined && <span className="count">{count}</span>}
        {actions !== undefined && <div className="actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
