import { useState } from 'react';
import { TextField } from '@/ui/Field';
import { asChoices, Filter } from '@/ui/Filter';
import { Form } from '@/ui/Form';
import { withParameter } from '@/ui/useTextInAddress';
import { lastMonths } from './shape';
import { useTopics } from './statistics';

type Props = { search: URLSearchParams; onChange: (search: URLSearchParams) => void };

const RANGES = [
  { title: 'This month', months: 1 },
  { title: '3 months', months: 3 },
  { title: '12 months', months: 12 },
];

/** Filters by date, topic and customer, all stored in the address. */
export function Filters({ search, onChange }: Props) {
  const topics = useTopics();
  const set = (name: string, value: string) => onChange(withParameter(search, name, value));
  const setRange = (range: { start_date: string; end_date: string }) =>
    onChange(withParameter(withParameter(search, 'from', range.start_date), 'to', range.end_date));
  return (
    <div className="row filters">
      <TextField label="From" type="date" value={search.get('from') ?? ''} onChange={(event) => set('from', event.target.value)} />
      <TextField label="To" type="date" value={search.get('to') ?? ''} onChange={(event) => set('to', event.target.value)} />
      <div className="segments" role="group" aria-label="Ranges">
        <button type="button" aria-pressed={!search.has('from') && !search.has('to')} onClick={() => setRange({ start_date: '', end_date: '' })}>
          All
        </button>
        {RANGES.map(({ title, months }) => {
          const range = lastMonths(new Date(), months);
          const isNow = search.get('from') === range.start_date && search.get('to') === range.end_date;
          return (
            <button key={title} type="button" aria-pressed={isNow} onClick={() => setRange(range)}>
              {title}
            </button>
          );
        })}
      </div>
      <Filter label="Topic" none="Topic: all" value={search.get('topic') ?? ''} choices={asChoices(topics)} onChange={(topic) => set('topic', topic)} />
      <CustomerChoice key={search.get('customer')} now={search.get('customer') ?? ''} onChoose={(id) => set('customer', id)} />
    </div>
  );
}

function CustomerChoice({ now, onChoose }: { now: string; onChoose: (id: string) => void }) {
  const [id, setId] = useState(now);
  return (
    <Form className="row" onSubmit={() => onChoose(id)}>
      <input className="input customer-id" inputMode="numeric" aria-label="Customer id" placeholder="Customer id" value={id} onChange={(event) => setId(event.target.value.replaceAll(/\D/g, ''))} />
      <button type="submit" className="button">
        Show
      </button>
    </Form>
  );
}
