import { useSearchParams } from 'react-router';
import { Chart } from '@/ui/Chart';
import { Page } from '@/ui/Page';
import { Loaded } from '@/ui/State';
import { withParameter } from '@/ui/useTextInAddress';
import { Lying, Stacked } from './charts';
import { Filters } from './Filters';
import './interactions.css';
import { OneCustomer } from './OneCustomer';
import { bucketFor, bucketName, stack } from './shape';
import { useByChannel, useByTopic, useByType, useTimeline, type Question } from './statistics';

const NONE = 'Without a type';

/** Interactions by channel, topic and customer type. */
export function Component() {
  const [search, setSearch] = useSearchParams();
  const question: Question = {
    start_date: search.get('from') ?? '',
    end_date: search.get('to') ?? '',
    topic: search.get('topic') ?? '',
  };
  const customer = search.get('customer') ?? '';
  const isBackwards = question.start_date !== '' && question.end_date !== '' && question.start_date > question.end_date;
  return (
    <Page title="Interactions">
      <Filters search={search} onChange={setSearch} />
      {isBackwards ? (
        <p className="notice warn" role="alert">
          The start date is after the end date.
        </p>
      ) : customer !== '' ? (
        <OneCustomer id={Number(customer)} question={question} onClose={() => setSearch(withParameter(search, 'customer', ''))} />
      ) : (
        <div className="charts">
          <OverTime question={question} />
          <ByChannel question={question} />
          <ByTopic question={question} />
          <ByType question={question} />
        </div>
      )}
    </Page>
  );
}

type Props = { question: Question };

function OverTime({ question }: Props) {
  const bucket = bucketFor(question.start_date, question.end_date);
  const query = useTimeline(question, bucket);
  return (
    <Loaded query={query}>
      {(timeline) => {
        const rows = timeline.data.map((one) => ({ name: bucketName(one.start_date, bucket), total: one.interaction_count, interactions: one.interactions }));
        const { series, figures, data } = stack(rows, bucket === 'month' ? 'Month' : bucket === 'week' ? 'Week from' : 'Day');
        return (
          <div className="wide">
            <Chart title="Over time" figures={figures} height={280}>
              <Stacked data={data} series={series} />
            </Chart>
          </div>
        );
      }}
    </Loaded>
  );
}

function ByChannel({ question }: Props) {
  const query = useByChannel(question);
  return (
    <Loaded query={query}>
      {({ data }) => (
        <Chart title="By channel" figures={{ headers: ['Channel', 'Interactions'], rows: data.map((one) => [one.channel, one.interaction_count]) }}>
          <Lying data={data.map((one) => ({ name: one.channel, count: one.interaction_count }))} />
        </Chart>
      )}
    </Loaded>
  );
}

function ByTopic({ question }: Props) {
  const query = useByTopic(question);
  return (
    <Loaded query={query}>
      {({ data }) => (
        <Chart title="By topic" figures={{ headers: ['Topic', 'Interactions'], rows: data.map((one) => [one.topic, one.interaction_count]) }}>
          <Lying data={data.map((one) => ({ name: one.topic, count: one.interaction_count }))} />
        </Chart>
      )}
    </Loaded>
  );
}

function ByType({ question }: Props) {
  const query = useByType(question);
  return (
    <Loaded query={query}>
      {({ data: types }) => {
        const rows = types.map((one) => ({ name: one.customer_type ?? NONE, total: one.interaction_count, interactions: one.interactions }));
        const { series, figures, data } = stack(rows, 'Customer type');
        return (
          <Chart title="By customer type" figures={figures}>
            <Stacked data={data} series={series} />
          </Chart>
        );
      }}
    </Loaded>
  );
}
