import { Link } from 'react-router';
import { Chart } from '@/ui/Chart';
import { Loaded } from '@/ui/State';
import { Lying } from './charts';
import { useOfCustomer, type Question } from './statistics';

/** Interactions of one customer. */
export function OneCustomer({ id, question, onClose }: { id: number; question: Question; onClose: () => void }) {
  const query = useOfCustomer(id, question);
  return (
    <>
      <div className="row">
        <Link className="button" to={`/customers/${id}`}>
          Customer {id}
        </Link>
        <button type="button" className="button quiet" onClick={onClose}>
          All customers
        </button>
      </div>
      <Loaded query={query}>
        {({ data }) => {
          const channels = Object.entries(data.interactions);
          return (
            <Chart title={`Customer ${data.customer_id} by channel`} figures={{ headers: ['Channel', 'Interactions'], rows: channels }}>
              <Lying data={channels.map(([name, count]) => ({ name, count }))} />
            </Chart>
          );
        }}
      </Loaded>
    </>
  );
}
