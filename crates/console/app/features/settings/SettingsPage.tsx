import { Page } from '@/ui/Page';
import { useView, Views, type View } from '@/ui/Views';
import { Firms } from './Firms';
import { Health } from './Health';
import { Keys } from './Keys';
import { Statuses } from './Statuses';

type Name = 'keys' | 'firms' | 'statuses' | 'health';

const VIEWS: readonly [View<Name>, ...View<Name>[]] = [
  { name: 'keys', title: 'Keys', icon: 'settings' },
  { name: 'firms', title: 'Firms', icon: 'customers' },
  { name: 'statuses', title: 'Statuses', icon: 'pipeline' },
  { name: 'health', title: 'Health', icon: 'interactions' },
];

const CONTENT: Readonly<Record<Name, () => React.ReactNode>> = { keys: Keys, firms: Firms, statuses: Statuses, health: Health };

/** Settings for admins. */
export function Component() {
  const view = useView(VIEWS);
  const Content = CONTENT[view];
  return (
    <Page title="Settings" actions={<Views label="Settings" views={VIEWS} now={view} />}>
      <Content />
    </Page>
  );
}
