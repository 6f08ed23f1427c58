/** Handing a draft in: once, however often it is asked for, and when the network is back. */
import { useRef, useState } from "react";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/intake";
import { asProblem, type Problem } from "../../api/problems";
import type { Edition } from "../../api/catalogue";
import { filingOf, type Draft } from "./draft";
import type { Drafting } from "./use-draft";

export type Receipt = components["schemas"]["Receipt"];

export interface Sending {
  isSending: boolean;
  problem: Problem | null;
  send: () => Promise<void>;
}

/**
 * `submitted` gets the receipt, `refused` the problem when the service did not take the draft. The
 * draft's own key goes with every try; while no answer came the draft remembers that it was sent.
 */
export function useSending(
  { draft, change, finish }: Pick<Drafting, "draft" | "change" | "finish">,
  edition: Edition,
  submitted: (receipt: Receipt) => void,
  refused: (problem: Problem, draft: Draft) => void,
): Sending {
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const under = useRef(false);
  const send = async () => {
    if (draft === null || under.current) return;
    under.current = true;
    setIsSending(true);
    setProblem(null);
    change({ waiting: false, sentAt: Date.now() });
    try {
      const header = { "Idempotency-Key": draft.key };
      const receipt = await answer(api.POST("/intake/dossiers", { params: { header }, body: filingOf(draft, edition) }));
      await finish();
      submitted(receipt);
    } catch (error) {
      const found = asProblem(error);
      if (!isUnanswered(found)) change({ sentAt: null });
      setProblem(found);
      refused(found, draft);
    } finally {
      under.current = false;
      setIsSending(false);
    }
  };
  return { isSending, problem, send };
}

/** Whether the dossier may exist although no receipt came. */
export function isUnanswered(problem: Problem): boolean {
  return problem.status === 0 || problem.status >= 500 || problem.slug === "in-flight" || problem.slug === "key-reused";
}
