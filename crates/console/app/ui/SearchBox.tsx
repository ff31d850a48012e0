import { Icon } from './Icon';

type Props = { label: string; value: string; onChange: (text: string) => void; placeholder?: string };

/** The search box that `/` focuses. */
export function SearchBox({ label, value, onChange, placeholder = 'Search' }: Props) {
  return (
    <div className="search">
      <Icon name="search" />
      <input
        className="input"
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        data-search=""
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
