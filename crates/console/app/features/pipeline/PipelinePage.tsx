import { lazy, Suspense, useState } from 'react';
import { useCustomersById } from '@/api/customers';
import { Icon } from '@/ui/Icon';
import { Page } from '@/ui/Page';
import { Loaded, Loading } from '@/ui/State';
import { useView, Views, type View } from '@/ui/Views';
import { Board } from './Board';
import { DealForm } from './DealForm';
import { columnsOf, useDeals, useStatuses, type Deal } from './deals';
import { DealTable } from './DealTable';
import './pipeline.css';
import { Quality } from './Quality';

// Charts are heavy, and only this view has them.
const ForecastView = lazy(() => import('./Forecast').then((module) => ({ default: module.ForecastView })));

type Name = 'board' | 'table' | 'forecast' | 'quality';

const VIEWS: readonly [View<Name>, ...View<Name>[]] = [
  { name: 'board', title: 'Board', icon: 'pipeline' },
  { name: 'table', title: 'Table', icon: 'list' },
  { name: 'forecast', title: 'Forecast', icon: 'chart' },
  { name: 'quality', title: 'Quality', icon: 'alert' },
];

/** The deals, and what they come to. */
export function Component() {
  const view = useView(VIEWS);
  const { query, deals, move } = useDeals();
  const statuses = useStatuses();
  const customers = useCustomersById();
  const [opened, setOpened] = useState<Deal | 'new'>();
  const columns = columnsOf(statuses.data ?? [], deals);
  const open = (oid: string) => setOpened(deals.find((deal) => deal.oid === oid));
  return (
    <Page
      title="Pipeline"
      count={query.data === undefined ? undefined : `${deals.length.toLocaleString()} deals`}
      fixed={view !== 'forecast'}
      actions={
        <>
          <Views label="Views" views={VIEWS} now={view} />
          <button type="button" className="button primary" data-new="" onClick={() => setOpened('new')}>
            <Icon name="plus" /> New deal
          </button>
        </>
      }
    >
      {view === 'forecast' ? (
        <Suspense fallback={<Loading />}>
          <ForecastView />
        </Suspense>
      ) : view === 'quality' ? (
        <Quality customers={customers} onOpen={open} />
      ) : (
        <Loaded query={query}>
          {() =>
            view === 'table' ? (
              <DealTable deals={deals} customers={customers} onOpen={setOpened} />
            ) : (
              <Loaded query={statuses}>
                {() => <Board columns={columns} deals={deals} customers={customers} onMove={move} onOpen={setOpened} />}
              </Loaded>
            )
          }
        </Loaded>
      )}
      {opened !== undefined && <DealForm deal={opened === 'new' ? undefined : opened} statuses={columns} onClose={() => setOpened(undefined)} />}
    </Page>
  );
}
