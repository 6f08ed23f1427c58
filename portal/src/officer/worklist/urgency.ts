/** How pressing a dossier is, in words and in a colour that says the same. */
import { today } from "../../words/format";

/** Where a dossier stands for whoever works on it, most pressing first. */
export type Urgency = "late" | "today" | "soon" | "in_time" | "waiting" | "stopped" | "returning" | "closed";

interface Standing {
  status: number;
  standing: string;
  due_at: string | null;
}

const STOPPED = 8;
const RESOLVED = 9;
/** Refused, withdrawn, returned. */
const CLOSED: readonly number[] = [3, 7, 10];

/** What a dossier's status, standing and due date come to at a moment. */
export function urgencyOf({ status, standing, due_at }: Standing, now = new Date()): Urgency {
  if (CLOSED.includes(status)) return "closed";
  if (status === RESOLVED) return "returning";
  if (status === STOPPED) return "stopped";
  if (standing === "waiting") return "waiting";
  if (standing === "late") return "late";
  if (due_at !== null && today(new Date(due_at)) === today(now)) return "today";
  return standing === "soon" ? "soon" : "in_time";
}

interface Look {
  vi: string;
  en: string;
  sign: string;
  tone: "bad" | "warn" | "main" | "good" | "plain";
}

/** Each urgency's words, sign and colour. */
export const LOOKS: Readonly<Record<Urgency, Look>> = {
  late: { vi: "Quá hạn", en: "Late", sign: "!", tone: "bad" },
  today: { vi: "Hạn hôm nay", en: "Due today", sign: "◆", tone: "warn" },
  soon: { vi: "Sắp đến hạn", en: "Due soon", sign: "▲", tone: "warn" },
  in_time: { vi: "Trong hạn", en: "In time", sign: "✓", tone: "good" },
  waiting: { vi: "Chờ công dân", en: "Waiting for the citizen", sign: "…", tone: "main" },
  stopped: { vi: "Tạm dừng", en: "Stopped", sign: "■", tone: "plain" },
  returning: { vi: "Chờ trả kết quả", en: "To be handed over", sign: "→", tone: "main" },
  closed: { vi: "Đã kết thúc", en: "Closed", sign: "●", tone: "plain" },
};
