import { Link, useSearchParams } from 'react-router';
import { Icon, type IconName } from './Icon';

export type View<Name extends string> = { name: Name; title: string; icon: IconName };

/** The view in the address, or the first one. */
export function useView<Name extends string>(views: readonly [View<Name>, ...View<Name>[]]): Name {
  const [search] = useSearchParams();
  return views.find((view) => view.name === search.get('view'))?.name ?? views[0].name;
}

/** The views of a page, each with its own address. */
export function Views<Name extends string>({ label, views, now }: { label: string; views: readonly View<Name>[]; now: Name }) {
  return (
    <nav className="segments" aria-label={label}>
      {views.map((view) => (
        <Link key={view.name} to={{ search: `?view=${view.name}` }} aria-current={view.name === now ? 'page' : undefined}>
          <Icon name={view.icon} size={14} /> {view.title}
        </Link>
      ))}
    </nav>
  );
}
