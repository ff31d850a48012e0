import type { Preview } from './upload';
import { wordOf } from './kinds';

const SAMPLES = 5;

type Props = { preview: Preview; onMap: (header: string, field: string) => void };

/** The columns with their mapping and first cells. */
export function MappingTable({ preview, onMap }: Props) {
  const rows = preview.rows.slice(0, SAMPLES);
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label="First rows">
      <table className="plain-table mapping">
        <thead>
          <tr>
            {preview.columns.map((column, place) => (
              <th key={place} scope="col">
                <div className="mapping-head">
                  <span>{column.header}</span>
                  <select
                    className={column.field === null ? 'input left-out' : 'input'}
                    aria-label={`Field of the column ${column.header}`}
                    value={column.field ?? ''}
                    onChange={(event) => onMap(column.header, event.target.value)}
                  >
                    <option value="">— skipped —</option>
                    {preview.fields.map((field) => (
                      <option key={field.name} value={field.name}>
                        {wordOf(field.name)}
                        {field.required ? ' *' : ''}
                      </option>
                    ))}
                  </select>
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {preview.columns.map((column, place) => (
                <td key={place} className={column.field === null ? 'soft' : undefined}>
                  {row[place]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
