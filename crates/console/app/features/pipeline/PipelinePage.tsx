import { lazy, Suspense, useCallback, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useCustomersById } from '@/api/customers';
import { useStatuses } from '@/api/statuses';
import { Icon } from '@/ui/Icon';
import { Page } from '@/ui/Page';
import { Panel } from '@/ui/Panel';
import { Empty, Loaded, Loading } from '@/ui/State';
import { withParameter } from '@/ui/useTextInAddress';
import { useView, Views, type View } from '@/ui/Views';
import { Board } from './Board';
import { DealForm } from './DealForm';
import { columnsOf, useDeals, type Deal } from './deals';
import { DealTable } from './DealTable';
import './pipeline.css';
import { Quality } from './Quality';

// Charts are a large dependency used only by this view.
const ForecastView = lazy(() => import('./Forecast').then((module) => ({ default: module.ForecastView })));

type Name = 'board' | 'table' | 'forecast' | 'quality';

const VIEWS: readonly [View<Name>, ...View<Name>[]] = [
  { name: 'board', title: 'Board', icon: 'pipeline' },
  { name: 'table', title: 'Table', icon: 'list' },
  { name: 'forecast', title: 'Forecast', icon: 'chart' },
  { name: 'quality', title: 'Quality', icon: 'alert' },
];

/** The deals and the forecast. */
export function Component() {
  const view = useView(VIEWS);
  const { query, deals, move } = useDeals();
  const statuses = useStatuses();
  const customers = useCustomersById();
  const [isAdding, setAdding] = useState(false);
  const [search, setSearch] = useSearchParams();
  const opened = search.get('deal');
  const open = useCallback((oid: string) => setSearch((now) => withParameter(now, 'deal', oid)), [setSearch]);
  const close = () => setSearch(withParameter(search, 'deal', ''), { replace: true });
  const columns = columnsOf(statuses.data?.statuses ?? [], deals);
  const openDeal = (deal: Deal) => open(deal.oid);
  return (
    <Page
      title="Pipeline"
      count={query.data === undefined ? undefined : `${deals.length.toLocaleString()} deals`}
      fixed={view !== 'forecast'}
      actions={
        <>
          <Views label="Views" views={VIEWS} now={view} />
          <button type="button" className="button primary" data-new="" onClick={() => setAdding(true)}>
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
              <DealTable deals={deals} customers={customers} onOpen={openDeal} />
            ) : (
              <Loaded query={statuses}>
                {() => <Board columns={columns} deals={deals} customers={customers} onMove={move} onOpen={openDeal} />}
              </Loaded>
            )
          }
        </Loaded>
      )}
      {isAdding && (
        <Panel title="New deal" isOpen onClose={() => setAdding(false)}>
          <Loaded query={statuses}>{() => <DealForm deal={undefined} statuses={columns} onClose={() => setAdding(false)} />}</Loaded>
        </Panel>
      )}
      {opened !== null && query.data !== undefined && (
        <Panel key={opened} title="Deal" isOpen onClose={close}>
          <Loaded query={statuses}>{() => <Opened deal={deals.find((deal) => deal.oid === opened)} statuses={columns} onClose={close} />}</Loaded>
        </Panel>
      )}
    </Page>
  );
}

/** The deal in the address. */
function Opened({ deal, statuses, onClose }: { deal: Deal | undefined; statuses: readonly string[]; onClose: () => void }) {
  if (deal !== undefined) return <DealForm deal={deal} statuses={statuses} onClose={onClose} />;
  return (
    <Empty title="Deal not found">
      <p>It may have been deleted.</p>
    </Empty>
  );
}
