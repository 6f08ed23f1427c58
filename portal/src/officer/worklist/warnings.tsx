/** What the agency was warned of: deadlines that come near or were missed. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/tracking";
import { Select } from "../../parts/fields";
import { moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import { Pages } from "../parts/pages";

type Warning = components["schemas"]["WarningLine"];
type Kind = components["schemas"]["WarningKind"];

export function Warnings({ agency }: { agency: string }) {
  const { t } = useLanguage();
  const [kind, setKind] = useState("");
  const query = useInfiniteQuery({
    queryKey: ["warnings", agency, kind],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/tracking/agencies/{agency_code}/warnings", {
          params: {
            path: { agency_code: agency },
            query: { ...(kind === "" ? {} : { kind: kind as Kind }), ...(pageParam === null ? {} : { next: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  return (
    <>
      <Select
        label={t("Loại cảnh báo", "Kind of warning")}
        isRequired
        value={kind}
        onChange={setKind}
        options={[
          { id: "", label: t("Tất cả", "All") },
          { id: "RECEPTION_SOON", label: t("Sắp hết hạn tiếp nhận", "Reception soon due") },
          { id: "RECEPTION_MISSED", label: t("Quá hạn tiếp nhận", "Reception deadline missed") },
          { id: "DUE_SOON", label: t("Sắp đến hạn trả", "Result soon due") },
          { id: "DUE_MISSED", label: t("Quá hạn trả", "Due date missed") },
          { id: "APOLOGY_DRAFT", label: t("Dự thảo thư xin lỗi", "Draft of an apology") },
        ]}
      />
      <Pages query={query} empty={t("Không có cảnh báo nào.", "There are no warnings.")}>
        {(warnings) => (
          <ul className="list">
            {warnings.map((warning) => (
              <WarningCard key={`${warning.dossier_id} ${warning.kind} ${warning.warned_at}`} warning={warning} />
            ))}
          </ul>
        )}
      </Pages>
    </>
  );
}

function WarningCard({ warning }: { warning: Warning }) {
  const { t, language } = useLanguage();
  const missed = warning.kind.endsWith("MISSED");
  return (
    <li className="card">
      <p>
        <span className={missed ? "badge badge-bad" : "badge badge-warn"}>
          <span aria-hidden="true">{missed ? "! " : "▲ "}</span>
          {language === "vi" ? warning.kind_name : warning.kind_name_en}
        </span>{" "}
        <Link href={`/worklist/${warning.dossier_id}`}>{warning.dossier_id}</Link> · {warning.procedure_name}
      </p>
      <p className="fine">
        {t("Hạn", "Deadline")}: {moment(warning.deadline, language)} · {t("cảnh báo lúc", "warned at")}{" "}
        {moment(warning.warned_at, language)}
      </p>
      {warning.draft !== null && (
        <Link href={`/worklist/${warning.dossier_id}?move=extend`}>
          {t("Gia hạn và xin lỗi theo dự thảo", "Extend and apologise with the draft")}
        </Link>
      )}
    </li>
  );
}
