/** A value that follows another once it has been still for a moment. */
import { useEffect, useState } from "react";

const STILL = 300;

/** The value as of the last pause of 300 ms: one request for a typed word, not one a letter. */
export function useDebounced<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), STILL);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
