import type { Choice } from './Field';

type Props = {
  label: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
  /** The text without a selection; if undefined, a selection is required. */
  none?: string;
  isWide?: boolean;
};

/** Filter of a list. A value in the address that is no longer a choice is kept, so that it is visible and can be removed. */
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

/** Choices whose label is their value. */
export function asChoices(values: readonly string[]): Choice[] {
  return values.map((value) => ({ value, label: value }));
}
