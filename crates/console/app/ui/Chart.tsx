import { useState, type ReactNode } from 'react';

type Cell = string | number | null;

/** The data of a chart as a table: headers, and rows that start with a name. */
export type Figures = { headers: readonly string[]; rows: readonly (readonly Cell[])[] };

type Props = { title: string; figures: Figures; children: ReactNode; aside?: ReactNode; height?: number };

/** A chart that can also be shown as a table. */
export function Chart({ title, figures, children, aside, height = 260 }: Props) {
  const [isTable, setTable] = useState(false);
  return (
    <section className="card" aria-label={title}>
      <div className="card-head">
        <h2>{title}</h2>
        <div className="row">
          {aside}
          <div className="segments" role="group" aria-label={`${title} as`}>
            <button type="button" aria-pressed={!isTable} onClick={() => setTable(false)}>
              Chart
            </button>
            <button type="button" aria-pressed={isTable} onClick={() => setTable(true)}>
              Table
            </button>
          </div>
        </div>
      </div>
      {figures.rows.length === 0 ? (
        <div className="state" style={{ minHeight: height }}>
          No data for this selection
        </div>
      ) : isTable ? (
        <FiguresTable figures={figures} title={title} />
      ) : (
        <div role="img" aria-label={`${title}: ${figures.rows.length} rows; the table has the numbers`} style={{ height }}>
          {children}
        </div>
      )}
    </section>
  );
}

function FiguresTable({ figures, title }: { figures: Figures; title: string }) {
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={`${title}, table`}>
      <table className="plain-table">
        <thead>
          <tr>
            {figures.headers.map((header, place) => (
              <th key={header} scope="col" className={place > 0 ? 'number' : undefined}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, place) =>
                place === 0 ? (
                  <th key={place} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={place} className="number">
                    {typeof cell === 'number' ? cell.toLocaleString() : cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
