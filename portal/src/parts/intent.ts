/** One intent, one key: a double click or a retry of the same wish is carried out once. */
import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { useRef } from "react";
import { asProblem, type Problem } from "../api/problems";

/**
 * A change that sends the same Idempotency-Key until it was answered: with success, or with a
 * refusal that changed nothing, after which another try is another intent.
 */
export function useIntent<T, V = void>(
  change: (wanted: V, key: string) => Promise<T>,
  done?: (result: T, wanted: V) => void,
): UseMutationResult<T, Problem, V> {
  const key = useRef<string | null>(null);
  return useMutation<T, Problem, V>({
    mutationFn: async (wanted) => {
      key.current ??= crypto.randomUUID();
      try {
        const result = await change(wanted, key.current);
        key.current = null;
        return result;
      } catch (error) {
        const problem = asProblem(error);
        const unanswered = problem.status === 0 || problem.status >= 500 || problem.status === 429;
        if (!unanswered && problem.slug !== "in-flight") key.current = null;
        throw problem;
      }
    },
    onSuccess: (result, wanted) => done?.(result, wanted),
  });
}
