/** The session as React sees it: who is signed in, and the way back in when it has ended. */
import { useSyncExternalStore } from "react";
import { signIn } from "./oidc";
import { asksAgain, current, hasExpired, known, subscribe, type Claims, type Session } from "./token";

export type Role = "citizen" | "officer" | "cashier" | "leader" | "administrator";

export function useSession(): Session | null {
  return useSyncExternalStore(subscribe, current);
}

/** Who a page is for: it stays theirs while they are asked to sign in again. */
export function useClaims(): Claims | null {
  return useSyncExternalStore(subscribe, known);
}

export function useExpired(): boolean {
  return useSyncExternalStore(subscribe, hasExpired);
}

export function useAsksAgain(): boolean {
  return useSyncExternalStore(subscribe, asksAgain);
}

export function has(session: Session | null, ...roles: Role[]): boolean {
  return roles.some((role) => session?.claims.roles.includes(role));
}

/** Sign in and come back to where the person is now. */
export function signInHere(): void {
  void signIn(location.pathname + location.search);
}
