import { useLanguage } from "../../words/language";
import { LOOKS, type Urgency } from "./urgency";

/** A dossier's urgency: a word, a sign and a colour. */
export function UrgencyBadge({ urgency }: { urgency: Urgency }) {
  const { t } = useLanguage();
  const { vi, en, sign, tone } = LOOKS[urgency];
  return (
    <span className={tone === "plain" ? "badge" : `badge badge-${tone}`}>
      <span aria-hidden="true">{sign} </span>
      {t(vi, en)}
    </span>
  );
}
