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
let person: Claims | null = null;
let expired = false;
let postponed = false;
const listeners = new Set<Listener>();

export function current(): Session | null {
  return session;
}

/** Whether a session ended under the user's hands: what they see and typed is still theirs. */
export function hasExpired(): boolean {
  return expired;
}

/** Whether they are to be asked to sign in again; they may put it off. */
export function asksAgain(): boolean {
  return expired && !postponed;
}

export function postpone(): void {
  postponed = true;
  tell();
}

/** Who is signed in, or was when the session ended under their hands. */
export function known(): Claims | null {
  return person;
}

export function bearer(): string | null {
  return session?.token ?? null;
}

export function begin(found: Session): void {
  session = found;
  person = found.claims;
  expired = false;
  const left = found.expiresAt - Date.now();
  window.setTimeout(() => session === found && expire(), Math.max(0, left));
  tell();
}

export function expire(): void {
  if (session === null) return;
  session = null;
  expired = true;
  postponed = false;
  tell();
}

export function end(): void {
  session = null;
  person = null;
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
