type Value = string | boolean | number;

/** Form fields, named as in the API. */
type Draft = Readonly<Record<string, Value>>;

type Changed<Of extends Draft> = { [Field in keyof Of]?: Of[Field] };

/** Changes with null for cleared texts. */
export type Changes<Of extends Draft> = { [Field in keyof Of]?: Of[Field] extends string ? string | null : Of[Field] };

const trimmed = (value: Value | undefined) => (typeof value === 'string' ? value.trim() : value);

/** The changed fields only, so that concurrent changes of other fields are kept. */
export function changedOf<Of extends Draft>(before: Of, draft: Of): Changed<Of> {
  const fields = Object.entries(draft).map(([field, value]) => [field, trimmed(value)] as const);
  return Object.fromEntries(fields.filter(([field, value]) => trimmed(before[field]) !== value)) as Changed<Of>;
}

/** The changes of a record with nullable texts: a cleared one is null. */
export function changesOf<Of extends Draft>(before: Of, draft: Of): Changes<Of> {
  const changed = Object.entries(changedOf(before, draft));
  return Object.fromEntries(changed.map(([field, value]) => [field, value === '' ? null : value])) as Changes<Of>;
}
