import type { Choice } from './Field';

type Props = {
  label: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
  /** What it says when nothing is chosen; without it something always is. */
  none?: string;
  isWide?: boolean;
};

/** Narrows what is shown. A value of the address that is no choice any more stays one, so that it can be seen and left. */
export function Filter({ label, value, choices, onChange, none, isWide = false }: Props) {
  const isKnown = choices.some((choice) => choice.value === value) || (value === '' && none !== undefined);
  return (
    <select className={isWide ? 'input filter wide' : 'input filter'} aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {none !== undefined && <option value="">{none}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
      {!isKnown && <option value={value}>{value}</option>}
    </select>
  );
}

/** Values that are called what they are. */
export function asChoices(values: readonly string[]): Choice[] {
  return values.map((value) => ({ value, label: value }));
}
