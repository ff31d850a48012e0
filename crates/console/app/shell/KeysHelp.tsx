import { Ask } from '@/ui/Panel';
import { PAGES } from './pages';

const OTHERS = [
  { keys: ['/'], what: 'Search this page' },
  { keys: ['n'], what: 'New' },
  { keys: ['↑', '↓'], what: 'Move through a table; Enter opens the row' },
  { keys: ['Esc'], what: 'Close the panel or dialog' },
  { keys: ['?'], what: 'Show this list' },
];

/** All keyboard shortcuts. */
export function KeysHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const pages = PAGES.map(({ letter, title }) => ({ keys: ['g', letter], what: `Go to ${title}` }));
  return (
    <Ask title="Keys" isOpen={isOpen} onClose={onClose}>
      <dl className="facts">
        {[...pages, ...OTHERS].map(({ keys, what }) => (
          <div key={what} style={{ display: 'contents' }}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className="kbd">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Ask>
  );
}
