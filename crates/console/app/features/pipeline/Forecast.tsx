import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Bar, CartesianGrid, ComposedChart, Legend, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { answer, api, type Schemas } from '@/api/client';
import { useChosenFirm } from '@/api/firm';
import { Chart } from '@/ui/Chart';
import { AXIS, short, TOOLTIP } from '@/ui/colours';
import { asChoices, Filter } from '@/ui/Filter';
import { day, money, roundMoney } from '@/ui/format';
import { Loaded } from '@/ui/State';
import { fiscalYearOf, monthName } from './fiscal';

type Forecast = Schemas['ForecastView'];
type Area = Forecast['areas'][number];
type Row = Forecast['total'];

const TOTAL = 'All areas';

function titleOf(area: Area): string {
  return area.area ?? 'Without an area';
}

/** Actual and expected revenue by month, compared with the target. */
export function ForecastView() {
  const firm = useChosenFirm();
  const [year, setYear] = useState(() => fiscalYearOf(new Date()));
  const [chosen, setChosen] = useState('');
  const query = useQuery({
    queryKey: ['forecast', firm, year],
    queryFn: () => answer(api.GET('/api/revenue/forecast', { params: { query: { fiscal_year: year } } })),
    placeholderData: (before) => before,
  });
  return (
    <Loaded query={query}>
      {(forecast) => {
        const area = forecast.areas.find((one) => titleOf(one) === chosen);
        const years = [year - 2, year - 1, year, year + 1];
        return (
          <div className="stack">
            <div className="row">
              <Filter
                label="Fiscal year"
                value={String(year)}
                choices={years.map((one) => ({ value: String(one), label: `FY${one}` }))}
                onChange={(one) => setYear(Number(one))}
              />
              <Filter
                label="Area"
                none={TOTAL}
                value={area === undefined ? '' : chosen}
                choices={asChoices(forecast.areas.map(titleOf))}
                onChange={setChosen}
              />
              <span className="soft">as of {day(forecast.as_of)}</span>
            </div>
            <YearFigures row={area ?? forecast.total} />
            <MonthsChart title={`FY${forecast.fiscal_year}, ${area === undefined ? TOTAL.toLowerCase() : titleOf(area)}`} row={area ?? forecast.total} />
            <Areas forecast={forecast} onChoose={setChosen} />
          </div>
        );
      }}
    </Loaded>
  );
}

function YearFigures({ row }: { row: Row }) {
  const figures = [
    ['Target', row.target],
    ['Actual to date', row.actual_to_date],
    ['Pipeline', row.pipeline],
    ['Weighted', row.pipeline_weighted],
    ['Projected', row.projected],
    ['Gap to target', row.gap_to_target],
  ] as const;
  return (
    <dl className="figures">
      {figures.map(([title, amount]) => (
        <div key={title} className="figure">
          <dt>{title}</dt>
          <dd>{roundMoney(amount)}</dd>
        </div>
      ))}
      <div className="figure">
        <dt>Attainment</dt>
        <dd>{row.attainment === null ? '–' : `${row.attainment.toLocaleString()} %`}</dd>
      </div>
    </dl>
  );
}

function MonthsChart({ title, row }: { title: string; row: Row }) {
  // The table has the exact amounts; bar heights do not need them.
  const data = row.months.map((month) => ({
    month: monthName(month.month),
    earned: Number(month.actual_to_date),
    weighted: Number(month.pipeline_weighted),
    target: Number(month.target),
  }));
  const figures = {
    headers: ['Month', 'Target', 'Actual', 'Pipeline', 'Weighted', 'Projected'],
    rows: row.months.map((month) => [
      monthName(month.month),
      ...[month.target, month.actual_to_date, month.pipeline, month.pipeline_weighted, month.projected].map((amount) => money(amount)),
    ]),
  };
  return (
    <Chart title={title} figures={figures} height={300}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={data} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="month" {...AXIS} />
          <YAxis width={52} tickFormatter={short} axisLine={false} {...AXIS} />
          <Tooltip {...TOOLTIP} formatter={(value) => roundMoney(Number(value).toFixed(2))} />
          <Legend wrapperStyle={{ fontSize: 12.5 }} />
          <Bar name="Actual" dataKey="earned" stackId="month" fill="var(--chart-1)" isAnimationActive={false} maxBarSize={38} />
          <Bar name="Weighted pipeline" dataKey="weighted" stackId="month" fill="var(--chart-2)" isAnimationActive={false} maxBarSize={38} />
          <Line name="Target" dataKey="target" type="linear" stroke="var(--chart-3)" strokeWidth={2} dot={false} isAnimationActive={false} />
        </ComposedChart>
      </ResponsiveContainer>
    </Chart>
  );
}

function Areas({ forecast, onChoose }: { forecast: Forecast; onChoose: (area: string) => void }) {
  return (
    <section className="card" aria-label="Areas">
      <h2>Areas</h2>
      <div className="scroll-x" tabIndex={0} role="region" aria-label="Areas, table">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Area</th>
              {['Target', 'Actual', 'Weighted', 'Projected', 'Gap', 'Attainment'].map((title) => (
                <th key={title} scope="col" className="number">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {forecast.areas.map((area) => (
              <tr key={titleOf(area)}>
                <th scope="row">
                  <button type="button" className="button quiet small flush" onClick={() => onChoose(titleOf(area))}>
                    {titleOf(area)}
                  </button>
                </th>
                {[area.target, area.actual_to_date, area.pipeline_weighted, area.projected, area.gap_to_target].map((amount, place) => (
                  <td key={place} className="number">
                    {money(amount)}
                  </td>
                ))}
                <td className="number">{area.attainment === null ? '–' : `${area.attainment.toLocaleString()} %`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
