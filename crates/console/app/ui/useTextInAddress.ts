import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';

const QUIET_MS = 200;
const TURNS = ['pointerdown', 'focusout'] as const;

/**
 * A text field whose value is also in the address. The address is updated when typing pauses, so that no letter is
 * lost to rendering; links and back navigation change the text.
 */
export function useTextInAddress(name: string): [string, (text: string) => void] {
  const [search, setSearch] = useSearchParams();
  const inAddress = search.get(name) ?? '';
  const [state, setState] = useState({ text: inAddress, sent: inAddress, seen: inAddress });
  if (inAddress !== state.seen) {
    const isOwn = inAddress === state.sent;
    setState({ text: isOwn ? state.text : inAddress, sent: inAddress, seen: inAddress });
  }
  const { text, sent } = state;
  useEffect(() => {
    if (text === sent) return;
    const send = () => {
      setState((now) => ({ ...now, sent: text }));
      setSearch((now) => withParameter(now, name, text), { replace: true });
    };
    const timer = setTimeout(send, QUIET_MS);
    // Turning to another element may navigate; a late update must not revert that.
    TURNS.forEach((turn) => document.addEventListener(turn, send, true));
    return () => {
      clearTimeout(timer);
      TURNS.forEach((turn) => document.removeEventListener(turn, send, true));
    };
  }, [text, sent, name, setSearch]);
  return [text, (next) => setState((now) => ({ ...now, text: next }))];
}

/** The parameters with one changed, or removed if empty. */
export function withParameter(search: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}
