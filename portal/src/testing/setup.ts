/** Before every test: a clean session, language, device store and address, and no network. */
import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeEach } from "vitest";
import { end } from "../session/token";
import { network } from "./network";

/** Requests of the page's own origin; jsdom's signals, which Node's Request refuses, are left out. */
class PageRequest extends Request {
  constructor(input: RequestInfo | URL, init: RequestInit = {}) {
    const { signal: _, ...known } = init;
    super(typeof input === "string" ? new URL(input, location.href) : input, known);
  }
}

globalThis.Request = PageRequest;
globalThis.fetch = (input, init) => network.answer(new Request(input, init));
globalThis.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;

beforeEach(() => {
  network.reset();
  globalThis.indexedDB = new IDBFactory();
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, "", "/");
});

afterEach(() => {
  cleanup();
  end();
  // What the library announced to screen readers stays for seconds: the next test shall not find it.
  document.querySelectorAll("[data-live-announcer] [role=log]").forEach((log) => log.replaceChildren());
});
