import { Link, useRouteError } from 'react-router';
import { Page } from '@/ui/Page';
import { Empty } from '@/ui/State';

/** Unknown address. */
export function NotFound() {
  return (
    <Page title="Page not found">
      <Empty title="There is nothing at this address">
        <Link to="/clients">Go to the clients</Link>
      </Empty>
    </Page>
  );
}

/** A page failed, or its chunk is gone after an update. */
export function PageBroke() {
  const error = useRouteError();
  const isOld = error instanceof TypeError && /import|module|fetch/i.test(error.message);
  return (
    <Page title={isOld ? 'Frontdesk was updated' : 'Page error'}>
      <Empty title={isOld ? 'Frontdesk was updated or is unavailable' : 'This page failed'}>
        <p>{isOld ? 'Reload the page to use the new version.' : 'Saved data is safe. Reload the page to continue.'}</p>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Reload
        </button>
      </Empty>
    </Page>
  );
}
