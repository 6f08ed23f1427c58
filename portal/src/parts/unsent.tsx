/** Files that are not in storage yet: a form waits for them, so that none is left behind. */
import { useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { useLanguage } from "../words/language";
import { Note } from "./page";

type Unsent = "sending" | "failed";

const unsent = new Map<string, Unsent>();
const watching = new Set<() => void>();

/** Tell how the files of a field stand, as long as it is shown. */
export function useTellUnsent(field: string, state: Unsent | null): void {
  useEffect(() => {
    if (state === null) return;
    unsent.set(field, state);
    watching.forEach((told) => told());
    return () => {
      unsent.delete(field);
      watching.forEach((told) => told());
    };
  }, [field, state]);
}

/** What holds a form back, if anything: `isHeld` is asked when it is sent, `note` then says why. */
export function useUnsent(): { isHeld: () => boolean; note: ReactNode } {
  const { t } = useLanguage();
  const state = useSyncExternalStore(watch, worst);
  const [wasAsked, setWasAsked] = useState(false);
  const isHeld = () => {
    setWasAsked(state !== null);
    return state !== null;
  };
  const words =
    state === "failed"
      ? t("Có tệp chưa tải lên được: bấm Thử lại hoặc Bỏ ở tệp đó.", "A file could not be uploaded: press Try again or Remove beside it.")
      : t("Tệp đang tải lên. Khi có dấu ✓, hãy bấm lại.", "A file is still being uploaded. Press again once it shows ✓.");
  const note = wasAsked && state !== null && (
    <div role="alert">
      <Note kind="warn">{words}</Note>
    </div>
  );
  return { isHeld, note };
}

function watch(told: () => void): () => void {
  watching.add(told);
  return () => watching.delete(told);
}

function worst(): Unsent | null {
  const states = [...unsent.values()];
  return states.find((state) => state === "failed") ?? states[0] ?? null;
}
