import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { useEffect, useRef, useState } from 'react';
import type { Customer } from '@/api/customers';
import { roundMoney } from '@/ui/format';
import { DealCard } from './DealCard';
import { dealsByColumn, sumOf, type Deal, type Shown } from './deals';

/** More cards per column are not usable; the table shows all. */
const MOST_CARDS = 100;

type Props = {
  columns: readonly string[];
  deals: readonly Shown[];
  customers: ReadonlyMap<number, Customer>;
  onMove: (deal: Deal, status: string) => void;
  onOpen: (deal: Deal) => void;
};

/** The deals by status. Cards are moved by dragging or by menu. */
export function Board({ columns, deals, customers, onMove, onOpen }: Props) {
  return (
    <div className="board" role="group" aria-label="Board">
      {dealsByColumn(columns, deals).map(({ status, deals: own }) => (
        <Lane key={status} status={status} deals={own} onDrop={(oid) => {
          const deal = deals.find((one) => one.oid === oid);
          if (deal !== undefined) onMove(deal, status);
        }}>
          {own.slice(0, MOST_CARDS).map((deal) => (
            <DealCard
              key={deal.oid}
              deal={deal}
              customer={customers.get(deal.cid)}
              status={status}
              statuses={columns}
              onMove={(to) => onMove(deal, to)}
              onOpen={() => onOpen(deal)}
            />
          ))}
          {own.length > MOST_CARDS && <li className="soft">and {(own.length - MOST_CARDS).toLocaleString()} more in the table</li>}
        </Lane>
      ))}
    </div>
  );
}

function Lane({ status, deals, onDrop, children }: { status: string; deals: readonly Deal[]; onDrop: (oid: string) => void; children: React.ReactNode }) {
  const lane = useRef<HTMLElement>(null);
  const drop = useRef(onDrop);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    drop.current = onDrop;
  });
  useEffect(() => {
    const element = lane.current;
    if (element === null) return;
    return dropTargetForElements({
      element,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        drop.current(String(source.data['oid']));
      },
    });
  }, []);
  return (
    <section ref={lane} className={isOver ? 'lane over' : 'lane'} aria-label={status}>
      <header>
        <h2>{status}</h2>
        <span className="soft">
          {deals.length.toLocaleString()} · {roundMoney(sumOf(deals))}
        </span>
      </header>
      <ul tabIndex={deals.length > 0 ? undefined : -1}>{children}</ul>
    </section>
  );
}
