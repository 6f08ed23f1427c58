/**
 * What an officer typed, kept in this tab until it was sent: signing in again after a session has
 * ended loads the page anew. Signing out forgets it; another person never sees it.
 */
import { useEffect, useState, type Dispatch, type SetStateAction } from "react";
import { current, hasExpired, known, subscribe } from "../../session/token";

const PREFIX = "motcua.typed.";

/** State that outlives a reload of this tab; `forget` puts it back to `initial`. */
export function useKept<T extends object>(name: string, initial: T): [T, Dispatch<SetStateAction<T>>, () => void] {
  // Whose it is stays the same when the session ends while this is on the screen.
  const [key] = useState(() => `${PREFIX}${known()?.subject ?? ""}.${name}`);
  const [value, setValue] = useState<T>(() => read(key) ?? initial);
  useEffect(() => {
    if (value === initial) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
    // `initial` is the caller's constant: what counts is that the value changed.
  }, [key, value]);
  return [value, setValue, () => setValue(initial)];
}

function read<T>(key: string): T | null {
  const kept = sessionStorage.getItem(key);
  return kept === null ? null : (JSON.parse(kept) as T);
}

function forgetAll(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

subscribe(() => {
  if (current() === null && !hasExpired()) forgetAll();
});
