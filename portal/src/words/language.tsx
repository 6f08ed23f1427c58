/** Vietnamese first, English complete: every text is a pair, said where it is used. */
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import type { Language } from "../api/problems";

interface Spoken {
  language: Language;
  /** The text in the reader's language. */
  t: (vi: string, en: string) => string;
  speak: (language: Language) => void;
}

const KEPT = "motcua.language";
const Context = createContext<Spoken | null>(null);

function first(): Language {
  try {
    return localStorage.getItem(KEPT) === "en" ? "en" : "vi";
  } catch {
    return "vi";
  }
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(first);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const spoken = useMemo<Spoken>(
    () => ({
      language,
      t: (vi, en) => (language === "vi" ? vi : en),
      speak: (wanted) => {
        try {
          localStorage.setItem(KEPT, wanted);
        } catch {
          // A browser without storage speaks it until the page is closed.
        }
        setLanguage(wanted);
      },
    }),
    [language],
  );
  return <Context value={spoken}>{children}</Context>;
}

export function useLanguage(): Spoken {
  const found = use(Context);
  if (found === null) throw new Error("useLanguage needs a LanguageProvider");
  return found;
}
