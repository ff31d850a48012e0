import { useConnection } from '@/api/connection';
import { Icon } from '@/ui/Icon';

/** Shows when the service is unreachable, and when it is back. */
export function ConnectionBanner() {
  const connection = useConnection();
  return (
    <div className="banner-place" role="status">
      {connection === 'lost' && (
        <div className="banner bad">
          <Icon name="alert" /> Frontdesk cannot be reached. What you see may be out of date; trying again…
        </div>
      )}
      {connection === 'back' && (
        <div className="banner good">
          <Icon name="check" /> Connected again. Everything is up to date.
        </div>
      )}
    </div>
  );
}
