import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';

const QUIET_MS = 200;
const TURNS = ['pointerdown', 'focusout'] as const;

/**
 * A text that is typed and also stands in the address. The address follows when the typing pauses, so that no letter is
 * lost to a page that is being drawn; a link or the way back changes the text.
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
    // Whoever turns to something else may go elsewhere by it, and must not be called back.
    TURNS.forEach((turn) => document.addEventListener(turn, send, true));
    return () => {
      clearTimeout(timer);
      TURNS.forEach((turn) => document.removeEventListener(turn, send, true));
    };
  }, [text, sent, name, setSearch]);
  return [text, (next) => setState((now) => ({ ...now, text: next }))];
}

/** The parameters with one more, or without it when it is empty. */
export function withParameter(search: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}
