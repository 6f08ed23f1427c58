/** Signing in by OpenID Connect: authorization code with PKCE, at the province's provider. */
import { begin, current, end, type Claims } from "./token";

export interface Config {
  issuer: string;
  client_id: string;
  roles_claim: string;
  agency_claim: string;
  identity_claim: string;
}

interface Provider {
  authorization_endpoint: string;
  token_endpoint: string;
  end_session_endpoint?: string;
}

interface Asked {
  state: string;
  nonce: string;
  verifier: string;
  returnTo: string;
  silent: boolean;
}

const ASKED = "motcua.sign-in";
const REMEMBERED = "motcua.signed-in";
const tabs = new BroadcastChannel("motcua.logout");

let config: Promise<Config> | null = null;
let provider: Promise<Provider> | null = null;

export function settings(): Promise<Config> {
  config ??= fetch("/config.json").then((answer) => answer.json() as Promise<Config>);
  return config;
}

function discover(): Promise<Provider> {
  provider ??= settings().then(async ({ issuer }) => {
    const answer = await fetch(`${issuer}/.well-known/openid-configuration`);
    return (await answer.json()) as Provider;
  });
  return provider;
}

function random(): string {
  return encode(crypto.getRandomValues(new Uint8Array(32)));
}

function encode(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

async function challenge(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return encode(new Uint8Array(digest));
}

function redirectUri(): string {
  return `${location.origin}/signed-in`;
}

/**
 * Leave for the provider and come back to `returnTo`. A silent attempt shows nothing: it succeeds
 * where the provider still knows the person, as after a reload of the page.
 */
export async function signIn(returnTo: string, silent = false): Promise<void> {
  const [{ client_id }, { authorization_endpoint }] = await Promise.all([settings(), discover()]);
  const asked: Asked = { state: random(), nonce: random(), verifier: random(), returnTo, silent };
  sessionStorage.setItem(ASKED, JSON.stringify(asked));
  const query = new URLSearchParams({
    response_type: "code",
    client_id,
    redirect_uri: redirectUri(),
    scope: "openid profile",
    state: asked.state,
    nonce: asked.nonce,
    code_challenge: await challenge(asked.verifier),
    code_challenge_method: "S256",
    ...(silent ? { prompt: "none" } : {}),
  });
  location.assign(`${authorization_endpoint}?${query}`);
}

export type Outcome = { ok: true; returnTo: string } | { ok: false; returnTo: string; silent: boolean };

/** Finish a sign-in at the address the provider sent the browser back to. */
export async function finishSignIn(search: string): Promise<Outcome> {
  const kept = sessionStorage.getItem(ASKED);
  sessionStorage.removeItem(ASKED);
  const back = new URLSearchParams(search);
  if (kept === null) return { ok: false, returnTo: "/", silent: true };
  const asked = JSON.parse(kept) as Asked;
  const code = back.get("code");
  if (code === null || back.get("state") !== asked.state) {
    sessionStorage.removeItem(REMEMBERED);
    return { ok: false, returnTo: asked.returnTo, silent: asked.silent };
  }
  return redeem(code, asked);
}

async function redeem(code: string, asked: Asked): Promise<Outcome> {
  const [found, { token_endpoint }] = await Promise.all([settings(), discover()]);
  const form = new URLSearchParams({
    grant_type: "authorization_code",
    code,
    code_verifier: asked.verifier,
    client_id: found.client_id,
    redirect_uri: redirectUri(),
  });
  const answer = await fetch(token_endpoint, { method: "POST", body: form });
  if (!answer.ok) return { ok: false, returnTo: asked.returnTo, silent: asked.silent };
  const tokens = (await answer.json()) as { access_token: string; id_token: string; expires_in: number };
  if (payload(tokens.id_token)["nonce"] !== asked.nonce) {
    return { ok: false, returnTo: asked.returnTo, silent: asked.silent };
  }
  begin({
    token: tokens.access_token,
    idToken: tokens.id_token,
    claims: claims(payload(tokens.access_token), found),
    expiresAt: Date.now() + tokens.expires_in * 1000,
  });
  sessionStorage.setItem(REMEMBERED, "1");
  return { ok: true, returnTo: asked.returnTo };
}

/** Whether this tab was signed in before it was loaded anew. */
export function wasSignedIn(): boolean {
  return sessionStorage.getItem(REMEMBERED) !== null;
}

/** Sign out here, in every other tab, and at the provider. */
export async function signOut(): Promise<void> {
  const [{ client_id }, { end_session_endpoint }] = await Promise.all([settings(), discover()]);
  const hint = current()?.idToken;
  tabs.postMessage("out");
  forget();
  if (end_session_endpoint === undefined) return location.assign("/");
  const query = new URLSearchParams({
    post_logout_redirect_uri: `${location.origin}/`,
    client_id,
    ...(hint === undefined ? {} : { id_token_hint: hint }),
  });
  location.assign(`${end_session_endpoint}?${query}`);
}

function forget(): void {
  sessionStorage.removeItem(REMEMBERED);
  end();
}

/** Follow a sign-out in another tab. */
export function followSignOut(): void {
  tabs.onmessage = () => {
    forget();
    location.assign("/");
  };
}

function payload(token: string): Record<string, unknown> {
  const part = (token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
  const bytes = Uint8Array.from(atob(part), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
}

function claims(found: Record<string, unknown>, names: Config): Claims {
  const text = (name: string) => (typeof found[name] === "string" ? (found[name] as string) : "");
  const roles = found[names.roles_claim];
  return {
    subject: text("sub"),
    name: text("name"),
    roles: Array.isArray(roles) ? roles.map(String) : text(names.roles_claim).split(" "),
    agency: text(names.agency_claim),
    identity: text(names.identity_claim),
    phone: text("phone_number"),
    email: text("email"),
  };
}
