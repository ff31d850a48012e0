import { Ask } from '@/ui/Panel';
import { PAGES } from './pages';

const OTHERS = [
  { keys: ['/'], what: 'Search in the page' },
  { keys: ['n'], what: 'New' },
  { keys: ['↑', '↓'], what: 'Move in a table; Enter opens' },
  { keys: ['Esc'], what: 'Close what is open' },
  { keys: ['?'], what: 'This list' },
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
