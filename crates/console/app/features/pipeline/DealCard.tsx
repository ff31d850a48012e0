import { draggable } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { Menu } from '@base-ui/react/menu';
import { useEffect, useRef, useState } from 'react';
import type { Customer } from '@/api/customers';
import { Badge } from '@/ui/Badge';
import { day, money, nameOf } from '@/ui/format';
import { Icon } from '@/ui/Icon';
import { inMain } from '@/ui/inMain';
import type { Shown } from './deals';

type Props = {
  deal: Shown;
  customer: Customer | undefined;
  /** The column of the card. */
  status: string;
  statuses: readonly string[];
  onMove: (status: string) => void;
  onOpen: () => void;
};

export function DealCard({ deal, customer, status, statuses, onMove, onOpen }: Props) {
  const card = useRef<HTMLLIElement>(null);
  const [isDragged, setDragged] = useState(false);
  useEffect(() => {
    const element = card.current;
    if (element === null) return;
    return draggable({
      element,
      getInitialData: () => ({ oid: deal.oid }),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    });
  }, [deal.oid]);
  const name = customer === undefined ? `Customer ${deal.cid}` : nameOf(customer);
  const className = ['deal', isDragged ? 'dragged' : '', deal.isPending ? 'pending' : ''].join(' ');
  return (
    <li ref={card} className={className}>
      <button type="button" className="deal-name" onClick={onOpen}>
        {name}
      </button>
      <Menu.Root>
        <Menu.Trigger className="button quiet icon small" aria-label={`Move the deal with ${name}`}>
          <Icon name="more" size={15} />
        </Menu.Trigger>
        <Menu.Portal container={inMain}>
          <Menu.Positioner sideOffset={4} align="end">
            <Menu.Popup className="menu">
              <Menu.RadioGroup value={status} onValueChange={(to: string) => onMove(to)}>
                {statuses.map((choice) => (
                  <Menu.RadioItem key={choice} className="menu-item" value={choice} closeOnClick>
                    <span className="tick">
                      <Menu.RadioItemIndicator>
                        <Icon name="check" />
                      </Menu.RadioItemIndicator>
                    </span>
                    {choice}
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <span className="deal-money">{deal.monthly_estimated_revenue === null ? 'no revenue' : money(deal.monthly_estimated_revenue)}</span>
      <span className="soft">{deal.estimated_delivery_date === null ? 'no date' : day(deal.estimated_delivery_date)}</span>
      {customer?.area !== null && customer?.area !== undefined && <Badge>{customer.area}</Badge>}
    </li>
  );
}
