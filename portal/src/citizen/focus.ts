/** Where the focus goes when the button that had it is disabled or gone. */
import { useEffect, useRef, type RefObject } from "react";

/** A part of the page that is focused each time `what` becomes something else, unless it is nothing. */
export function useFocusOn(what: unknown): RefObject<HTMLDivElement | null> {
  const part = useRef<HTMLDivElement>(null);
  const last = useRef(what);
  useEffect(() => {
    if (last.current === what) return;
    last.current = what;
    if (what !== null && what !== undefined) part.current?.focus();
  }, [what]);
  return part;
}
