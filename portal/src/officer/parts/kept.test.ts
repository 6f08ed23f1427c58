import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { end, expire } from "../../session/token";
import { signedIn } from "../../testing/render";
import { OFFICER } from "../testing/examples";
import { useKept } from "./kept";

const BLANK = { text: "" };

function type(text: string): void {
  const { result, unmount } = renderHook(() => useKept("refuse", BLANK));
  act(() => result.current[1]({ text }));
  unmount();
}

function found(): string {
  return renderHook(() => useKept("refuse", BLANK)).result.current[0].text;
}

test("what was typed outlives the page, and an expired session", () => {
  signedIn(OFFICER);
  type("Not complete");
  expire();
  signedIn(OFFICER);
  expect(found()).toBe("Not complete");
});

test("another officer at the same browser does not see it", () => {
  signedIn(OFFICER);
  type("Not complete");
  signedIn({ ...OFFICER, subject: "officer-2" });
  expect(found()).toBe("");
});

test("signing out forgets it", () => {
  signedIn(OFFICER);
  type("Not complete");
  end();
  expect(Object.keys(sessionStorage)).toEqual([]);
});

test("what was sent is forgotten", () => {
  signedIn(OFFICER);
  type("Not complete");
  const { result } = renderHook(() => useKept("refuse", BLANK));
  act(() => result.current[2]());
  expect(Object.keys(sessionStorage)).toEqual([]);
});
