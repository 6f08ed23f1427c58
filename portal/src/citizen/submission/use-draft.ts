/** The draft of one person and procedure, restored from the device and kept there as it changes. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Claims } from "../../session/token";
import type { Edition } from "../../api/catalogue";
import { begun, type Draft } from "./draft";
import { forgetDraft, keepDraft, readDraft } from "./drafts";

export type Keeping = "kept" | "keeping" | "failed";

export interface Drafting {
  /** Null while the device is being read. */
  draft: Draft | null;
  keeping: Keeping;
  /** Whether it was begun at another time and found on the device. */
  restored: boolean;
  change: (patch: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => void;
  /** Delete it and begin anew, with a new key. */
  discard: () => Promise<void>;
  /** Delete it because it became a dossier: nothing is kept after that. */
  finish: () => Promise<void>;
}

/** Every change is written at once, one after the other, so that a closed page loses nothing. */
export function useDraft(claims: Claims, edition: Edition, language: "vi" | "en"): Drafting {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [keeping, setKeeping] = useState<Keeping>("kept");
  const [restored, setRestored] = useState(false);
  const latest = useRef<Draft | null>(null);
  const writes = useRef<Promise<void>>(Promise.resolve());
  const { subject } = claims;
  const procedure = edition.code;

  const show = (next: Draft | null) => {
    latest.current = next;
    setDraft(next);
  };
  useEffect(() => {
    let isCurrent = true;
    void readDraft(subject, procedure)
      .catch(() => null)
      .then((found) => {
        if (!isCurrent) return;
        setRestored(found !== null);
        show(found === null ? begun(claims, edition, language) : fitting(found, edition));
      });
    return () => {
      isCurrent = false;
    };
    // A draft is read once for a person and a procedure; what changes later is in it.
  }, [subject, procedure]);

  const change = useCallback<Drafting["change"]>((patch) => {
    const before = latest.current;
    if (before === null) return;
    const next = { ...before, ...(typeof patch === "function" ? patch(before) : patch), savedAt: Date.now() };
    show(next);
    setKeeping("keeping");
    writes.current = writes.current
      .then(() => keepDraft(next))
      .then(
        () => latest.current === next && setKeeping("kept"),
        () => setKeeping("failed"),
      )
      .then(() => undefined);
  }, []);

  const forget = async () => {
    await writes.current;
    await forgetDraft(subject, procedure).catch(() => undefined);
    setRestored(false);
  };
  const discard = async () => {
    await forget();
    show(begun(claims, edition, language));
  };
  const finish = async () => {
    latest.current = null;
    await forget();
  };
  return { draft, keeping, restored, change, discard, finish };
}

/** A draft from the device, less what the procedure no longer asks for. */
function fitting(draft: Draft, edition: Edition): Draft {
  const known = new Set(edition.documents.map(({ code }) => code));
  const types = edition.applicant_types;
  return {
    ...draft,
    files: draft.files.filter((file) => known.has(file.component)),
    applicantType: types.includes(draft.applicantType) ? draft.applicantType : (types[0] ?? "citizen"),
  };
}
