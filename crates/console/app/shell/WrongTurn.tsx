import { Link, useRouteError } from 'react-router';
import { Page } from '@/ui/Page';
import { Empty } from '@/ui/State';

/** An address that no page has. */
export function NotFound() {
  return (
    <Page title="No such page">
      <Empty title="There is nothing at this address">
        <Link to="/clients">Go to the clients</Link>
      </Empty>
    </Page>
  );
}

/** A page fell over, or its file is gone because a newer Frontdesk has taken over. */
export function PageBroke() {
  const error = useRouteError();
  const isOld = error instanceof TypeError && /import|module|fetch/i.test(error.message);
  return (
    <Page title={isOld ? 'Frontdesk was updated' : 'This page broke'}>
      <Empty title={isOld ? 'Frontdesk was updated or is away' : 'Something went wrong in this page'}>
        <p>{isOld ? 'Load the page again to go on with the newest version.' : 'What you saved is safe. Load the page again to go on.'}</p>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Load again
        </button>
      </Empty>
    </Page>
  );
}
