type Value = string | boolean | number;

/** What a form holds, by the names that the API has for it. */
type Draft = Readonly<Record<string, Value>>;

type Changed<Of extends Draft> = { [Field in keyof Of]?: Of[Field] };

/** The same, with null for what was emptied. */
export type Changes<Of extends Draft> = { [Field in keyof Of]?: Of[Field] extends string ? string | null : Of[Field] };

const trimmed = (value: Value | undefined) => (typeof value === 'string' ? value.trim() : value);

/** What differs from what a form began with. Nothing else is sent, so that what others have changed meanwhile stays. */
export function changedOf<Of extends Draft>(before: Of, draft: Of): Changed<Of> {
  const fields = Object.entries(draft).map(([field, value]) => [field, trimmed(value)] as const);
  return Object.fromEntries(fields.filter(([field, value]) => trimmed(before[field]) !== value)) as Changed<Of>;
}

/** The same for a thing whose texts may be absent: one that was emptied is null. */
export function changesOf<Of extends Draft>(before: Of, draft: Of): Changes<Of> {
  const changed = Object.entries(changedOf(before, draft));
  return Object.fromEntries(changed.map(([field, value]) => [field, value === '' ? null : value])) as Changes<Of>;
}
