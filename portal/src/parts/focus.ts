import { useEffect, type RefObject } from "react";

const FIELDS = "input, textarea, button";

/** Focus the first field of a form that is wrong, after each attempt and each answer. */
export function useFirstWrong(form: RefObject<HTMLElement | null>, tried: number, problem: unknown): void {
  useEffect(() => {
    if (tried > 0) form.current?.querySelector<HTMLElement>(`[data-invalid] :is(${FIELDS})`)?.focus();
  }, [form, tried, problem]);
}

/** Focus the first field of a form when it opens. */
export function useFirstField(form: RefObject<HTMLElement | null>): void {
  useEffect(() => form.current?.querySelector<HTMLElement>(FIELDS)?.focus(), [form]);
}
