/** How a dossier stands, in words first and in colour second. */
import type { components } from "../../api/generated/tracking";
import { useLanguage } from "../../words/language";

type Schemas = components["schemas"];

const STANDING_LOOK: Record<Schemas["Standing"], string> = {
  early: "badge badge-good",
  on_time: "badge badge-good",
  soon: "badge badge-warn",
  waiting: "badge badge-main",
  late: "badge badge-bad",
};
const LOOK: Partial<Record<number, string>> = {
  3: "badge badge-bad",
  5: "badge badge-warn",
  6: "badge badge-warn",
  8: "badge badge-warn",
  9: "badge badge-good",
  10: "badge badge-good",
};
/** Where a dossier waits for its owner: a supplement, a financial duty. */
const OWNERS_TURN = [5, 6];
/** Mới đăng ký: the agency has hours to accept it, so that it is always about to be due. */
const REGISTERED = 1;
/** Refused, withdrawn, returned: nothing runs any more. */
const CLOSED = [3, 7, 10];

type Named = Pick<Schemas["OwnLine"], "status" | "status_name" | "status_name_en">;

export function StatusBadge({ dossier }: { dossier: Named }) {
  const { language } = useLanguage();
  return <span className={LOOK[dossier.status] ?? "badge badge-main"}>{language === "vi" ? dossier.status_name : dossier.status_name_en}</span>;
}

interface StandingProps {
  status: number;
  clock: Pick<Schemas["ClockView"], "standing" | "standing_name" | "standing_name_en">;
}

/** Late or on time; of one that is not accepted yet only that it is late, of one that ended nothing. */
export function Standing({ status, clock }: StandingProps) {
  const { language } = useLanguage();
  const isTold = status === REGISTERED ? clock.standing === "late" : !CLOSED.includes(status);
  if (!isTold) return null;
  return <span className={STANDING_LOOK[clock.standing]}>{language === "vi" ? clock.standing_name : clock.standing_name_en}</span>;
}

export function isOwnersTurn(status: number): boolean {
  return OWNERS_TURN.includes(status);
}

export function isClosed(status: number): boolean {
  return CLOSED.includes(status);
}
