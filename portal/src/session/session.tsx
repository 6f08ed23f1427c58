/** The session as React sees it: who is signed in, and the way back in when it has ended. */
import { useSyncExternalStore } from "react";
import { signIn } from "./oidc";
import { current, hasExpired, subscribe, type Session } from "./token";

export type Role = "citizen" | "officer" | "cashier" | "leader" | "administrator";

export function useSession(): Session | null {
  return useSyncExternalStore(subscribe, current);
}

export function useExpired(): boolean {
  return useSyncExternalStore(subscribe, hasExpired);
}

export function has(session: Session | null, ...roles: Role[]): boolean {
  return roles.some((role) => session?.claims.roles.includes(role));
}

/** Sign in and come back to where the person is now. */
export function signInHere(): void {
  void signIn(location.pathname + location.search);
}
