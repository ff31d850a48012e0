import { SelectField, TextField } from '@/ui/Field';
import { isWorkbook, type Choice } from './upload';

/** Encodings that cannot be detected, by region. */
const ENCODINGS = [
  { value: '', label: 'Detect automatically' },
  { value: 'utf-8', label: 'Unicode (UTF-8)' },
  { value: 'windows-1252', label: 'Western European (Windows-1252)' },
  { value: 'windows-1250', label: 'Central European (Windows-1250)' },
  { value: 'iso-8859-2', label: 'Central European (ISO-8859-2)' },
  { value: 'windows-1251', label: 'Cyrillic (Windows-1251)' },
  { value: 'koi8-r', label: 'Cyrillic (KOI8-R)' },
  { value: 'windows-1253', label: 'Greek (Windows-1253)' },
  { value: 'windows-1254', label: 'Turkish (Windows-1254)' },
  { value: 'windows-1257', label: 'Baltic (Windows-1257)' },
  { value: 'windows-1255', label: 'Hebrew (Windows-1255)' },
  { value: 'windows-1256', label: 'Arabic (Windows-1256)' },
  { value: 'shift_jis', label: 'Japanese (Shift_JIS)' },
  { value: 'euc-kr', label: 'Korean (EUC-KR)' },
  { value: 'gb18030', label: 'Chinese (GB18030)' },
  { value: 'big5', label: 'Chinese (Big5)' },
  { value: 'utf-16le', label: 'Unicode (UTF-16LE)' },
] as const;

type Props = { choice: Choice; onChange: (choice: Choice) => void };

/** The position of the table in the file, and its encoding. Other headers need a new mapping. */
export function LayoutFields({ choice, onChange }: Props) {
  return (
    <>
      {isWorkbook(choice.file) ? (
        <TextField
          label="Sheet"
          placeholder="the first one"
          value={choice.sheet}
          onChange={(event) => onChange({ ...choice, sheet: event.target.value, mapping: {} })}
        />
      ) : (
        <SelectField
          label="Encoding"
          choices={ENCODINGS}
          value={choice.encoding}
          onChange={(event) => onChange({ ...choice, encoding: event.target.value, mapping: {} })}
        />
      )}
      <TextField
        label="Header row"
        placeholder="detected automatically"
        inputMode="numeric"
        value={choice.headerRow}
        onChange={(event) => onChange({ ...choice, headerRow: event.target.value.replace(/\D/g, ''), mapping: {} })}
      />
    </>
  );
}
