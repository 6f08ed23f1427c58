/** Everything that happened to a dossier, the latest first. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/tracking";
import { Found } from "../../parts/page";
import { moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import type { OwnDossier } from "./own";

type Entry = components["schemas"]["TimelineEntry"];

/** What happened to a dossier, as of the version shown. */
export function useTimeline({ dossier_id, version }: OwnDossier) {
  return useQuery({
    queryKey: ["mine", dossier_id, "timeline", version],
    queryFn: () => answer(api.GET("/tracking/dossiers/{dossier_id}/timeline", { params: { path: { dossier_id } } })),
  });
}

export function Timeline({ dossier }: { dossier: OwnDossier }) {
  const { t } = useLanguage();
  const query = useTimeline(dossier);
  return (
    <section>
      <h2>{t("Quá trình giải quyết", "What happened")}</h2>
      <Found query={query} lines={4}>
        {({ items }) => (
          <ol className="timeline">
            {items.toReversed().map((entry) => (
              <Happened key={entry.number} entry={entry} />
            ))}
          </ol>
        )}
      </Found>
    </section>
  );
}

function Happened({ entry }: { entry: Entry }) {
  const { t, language } = useLanguage();
  const { actor } = entry;
  const agency = language === "vi" ? actor.agency_name : actor.agency_name_en;
  const moved = entry.due_after !== null && entry.due_before !== null && entry.due_after !== entry.due_before;
  return (
    <li>
      <p className="fine">{moment(entry.at, language)}</p>
      <p>
        <strong>{language === "vi" ? entry.text : entry.text_en}</strong>
      </p>
      {(actor.name !== "" || agency !== "") && <p className="fine">{[actor.name, agency].filter((part) => part !== "").join(" · ")}</p>}
      {entry.note !== "" && <blockquote>{entry.note}</blockquote>}
      {moved && entry.due_after !== null && (
        <p>
          {t("Hẹn trả mới", "Now due")}: {moment(entry.due_after, language)}
        </p>
      )}
    </li>
  );
}
