import { useNamedAgencies } from "../../api/catalogue";
import { useLanguage } from "../../words/language";

/** An agency's name in the reader's language; its code until the name is known. */
export function useAgencyName(code: string): string {
  const { language } = useLanguage();
  const { agencies } = useNamedAgencies(code === "" ? [] : [code]);
  const found = agencies[0];
  if (found === undefined) return code;
  return language === "vi" ? found.name : found.name_en || found.name;
}
