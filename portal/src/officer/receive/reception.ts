import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import type { Filing, Receipt } from "./intake";

interface Sent {
  key: string;
  filing: Filing;
}

/** Send an intake; however often, and after a reload too, under its own key. */
export function useReception(done: () => void): UseMutationResult<Receipt, Problem, Sent> {
  return useMutation<Receipt, Problem, Sent>({
    mutationFn: async ({ key, filing }) => {
      try {
        const header = { "Idempotency-Key": key };
        return await answer(api.POST("/intake/counter-dossiers", { params: { header }, body: filing }));
      } catch (error) {
        throw asProblem(error);
      }
    },
    onSuccess: done,
  });
}
