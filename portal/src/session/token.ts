/**
 * The session's token lives in this module's memory and nowhere else: no script of others can read
 * it from a store, and closing the page forgets it.
 */

export interface Claims {
  subject: string;
  name: string;
  roles: readonly string[];
  agency: string;
  phone: string;
  email: string;
  identity: string;
}

export interface Session {
  token: string;
  idToken: string;
  claims: Claims;
  expiresAt: number;
}

type Listener = () => void;
let session: Session | null = null;
let expired = false;
const listeners = new Set<Listener>();

export function current(): Session | null {
  return session;
}

/** Whether a session ended under the user's hands, so that they are asked to sign in again. */
export function hasExpired(): boolean {
  return expired;
}

export function bearer(): string | null {
  return session?.token ?? null;
}

export function begin(found: Session): void {
  session = found;
  expired = false;
  const left = found.expiresAt - Date.now();
  window.setTimeout(() => session === found && expire(), Math.max(0, left));
  tell();
}

export function expire(): void {
  if (session === null) return;
  session = null;
  expired = true;
  tell();
}

export function end(): void {
  session = null;
  expired = false;
  tell();
}

export function subscribe(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}
