import { Suspense, useCallback, useEffect, useState } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { Icon } from '@/ui/Icon';
import { Loading } from '@/ui/State';
import { Toasts } from '@/ui/Toasts';
import { ConnectionBanner } from './ConnectionBanner';
import { KeysHelp } from './KeysHelp';
import { PAGES } from './pages';
import { SignIn } from './SignIn';
import { ThemeSwitch } from './ThemeSwitch';
import { useKeys } from './keys';

/** The frame around every page. */
export function Shell() {
  const [isHelpOpen, setHelpOpen] = useState(false);
  useKeys(useCallback(() => setHelpOpen(true), []));
  const { pathname } = useLocation();
  // On a narrow screen the menu scrolls; the current page stays visible.
  useEffect(() => {
    // Braces, because newer browsers return a promise here, which React would treat as a cleanup function.
    document.querySelector('nav a.active')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="side">
        <Link className="brand" to="/clients">
          <img src="/app/icon.svg" alt="" /> Frontdesk
        </Link>
        <nav aria-label="Pages">
          <ul>
            {PAGES.map(({ to, title, icon }) => (
              <li key={to}>
                <NavLink to={to}>
                  <Icon name={icon} size={17} /> {title}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className="side-foot">
          <ThemeSwitch />
          <div className="row spread">
            <button type="button" className="button quiet small keys" onClick={() => setHelpOpen(true)}>
              Keys <kbd className="kbd">?</kbd>
            </button>
            <a href="/docs" className="soft">
              API
            </a>
          </div>
        </div>
      </header>
      <main className="main" id="main" tabIndex={-1}>
        <ConnectionBanner />
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <Toasts />
      <SignIn />
      <KeysHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}
