import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { PAGES } from './pages';

const PATIENCE_MS = 1_200;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;
}

/** `g` and a letter open a page, `/` focuses the search, `?` lists the shortcuts. */
export function useKeys(onHelp: () => void) {
  const navigate = useNavigate();
  // Outside the effect: the page may render between two keys.
  const goSince = useRef(-PATIENCE_MS);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const page = PAGES.find(({ letter }) => letter === event.key);
      if (event.timeStamp - goSince.current < PATIENCE_MS && page !== undefined) {
        goSince.current = -PATIENCE_MS;
        event.preventDefault();
        void navigate(page.to);
      } else if (event.key === 'g') {
        goSince.current = event.timeStamp;
      } else if (event.key === '/') {
        const box = document.querySelector<HTMLElement>('[data-search]');
        if (box === null) return;
        event.preventDefault();
        box.focus();
      } else if (event.key === 'n') {
        const button = document.querySelector<HTMLElement>('[data-new]');
        if (button === null) return;
        event.preventDefault();
        button.click();
      } else if (event.key === '?') {
        onHelp();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [navigate, onHelp]);
}
