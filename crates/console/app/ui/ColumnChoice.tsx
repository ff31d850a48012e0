import { Menu } from '@base-ui/react/menu';
import { useState } from 'react';
import { Icon } from './Icon';
import { inMain } from './inMain';

type Named = { id: string; title: string };

function stored(key: string, usual: readonly string[]): ReadonlySet<string> {
  const text = localStorage.getItem(key);
  return new Set(text === null ? usual : text.split(',').filter((id) => id !== ''));
}

/** The hidden columns, stored in the browser. */
export function useHidden(name: string, usual: readonly string[]): [ReadonlySet<string>, (id: string) => void] {
  const key = `frontdesk.hidden.${name}`;
  const [hidden, setHidden] = useState(() => stored(key, usual));
  const toggle = (id: string) => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    localStorage.setItem(key, [...next].join(','));
    setHidden(next);
  };
  return [hidden, toggle];
}

/** Menu to show and hide columns. */
export function ColumnChoice({ columns, hidden, onToggle }: { columns: readonly Named[]; hidden: ReadonlySet<string>; onToggle: (id: string) => void }) {
  return (
    <Menu.Root>
      <Menu.Trigger className="button">
        <Icon name="columns" /> Columns
      </Menu.Trigger>
      <Menu.Portal container={inMain}>
        <Menu.Positioner sideOffset={4} align="end">
          <Menu.Popup className="menu" aria-label="Columns">
            {columns.map((column) => (
              <Menu.CheckboxItem
                key={column.id}
                className="menu-item"
                checked={!hidden.has(column.id)}
                closeOnClick={false}
                onCheckedChange={() => onToggle(column.id)}
              >
                <span className="tick">
                  <Menu.CheckboxItemIndicator>
                    <Icon name="check" />
                  </Menu.CheckboxItemIndicator>
                </span>
                {column.title}
              </Menu.CheckboxItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
