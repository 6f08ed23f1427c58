/** A page as it runs: with its address, its language, its session and what the network answers. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import type { ComponentType } from "react";
import { Route } from "wouter";
import type { Language } from "../api/problems";
import { begin, type Claims } from "../session/token";
import { LanguageProvider } from "../words/language";
import { network, type Routes } from "./network";

interface Setting {
  /** The address opened. */
  at?: string;
  /** The address the page has, with its parameters. */
  path?: string;
  claims?: Claims;
  language?: Language;
  routes?: Routes;
}

/** A citizen who is signed in. */
export const CITIZEN: Claims = {
  subject: "citizen-1",
  name: "Nguyễn Thị Thử",
  roles: ["citizen"],
  agency: "",
  phone: "0900000001",
  email: "citizen-1@example.vn",
  identity: "000000000001",
};

/** Sign in; the session lasts an hour. */
export function signedIn(claims: Claims): void {
  begin({ token: "token", idToken: "id", claims, expiresAt: Date.now() + 3_600_000 });
}

/** Open a page; in English unless told otherwise, so that tests read in one language. */
export function renderPage(Page: ComponentType, setting: Setting = {}): UserEvent {
  const { at = "/", path = "*", claims, language = "en", routes = {} } = setting;
  localStorage.setItem("motcua.language", language);
  history.replaceState(null, "", at);
  network.serve(routes);
  if (claims !== undefined) signedIn(claims);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { networkMode: "always" } } });
  render(
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <Route path={path} component={Page} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}
