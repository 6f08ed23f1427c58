/** What can be fetched of a dossier: statutory papers, files, and the messages that were sent. */
import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/tracking";
import type { Problem } from "../../api/problems";
import { Button } from "../../parts/button";
import { size } from "../../parts/file-field";
import { Found, ProblemNote } from "../../parts/page";
import { moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import type { OwnDossier } from "./own";

type DocumentView = components["schemas"]["DocumentView"];

/** The statutory papers; they are made some seconds after what they are about. */
export function Papers({ dossier }: { dossier: OwnDossier }) {
  const { t, language } = useLanguage();
  const path = { dossier_id: dossier.dossier_id };
  const query = useQuery({
    queryKey: ["mine", dossier.dossier_id, "papers", dossier.version],
    queryFn: () => answer(api.GET("/papers/dossiers/{dossier_id}", { params: { path } })),
  });
  return (
    <section>
      <h2>{t("Giấy tờ của cơ quan", "Papers of the agency")}</h2>
      <Found query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t("Chưa có giấy tờ nào.", "There are none yet.")}</p>
          ) : (
            <ul className="list">
              {items.map((paper) => (
                <Fetched
                  key={paper.paper_id}
                  name={language === "vi" ? paper.title : paper.title_en}
                  note={moment(paper.made_at, language)}
                  link={() => answer(api.GET("/papers/dossiers/{dossier_id}/{paper_id}", { params: { path: { ...path, paper_id: paper.paper_id } } }))}
                />
              ))}
            </ul>
          )
        }
      </Found>
    </section>
  );
}

/** The dossier's files: all that are no result, or those of one purpose without a heading. */
export function Files({ dossier, purpose }: { dossier: OwnDossier; purpose?: DocumentView["purpose"] }) {
  const { t, language } = useLanguage();
  const path = { dossier_id: dossier.dossier_id };
  const query = useQuery({
    queryKey: ["mine", dossier.dossier_id, "documents", dossier.version],
    queryFn: () => answer(api.GET("/tracking/dossiers/{dossier_id}/documents", { params: { path } })),
  });
  const files = (
    <Found query={query} lines={2}>
      {({ items }) => {
        const shown = items.filter((file) => (purpose === undefined ? file.purpose !== "result" : file.purpose === purpose));
        if (shown.length === 0) return <p>{t("Không có tệp nào.", "There are no files.")}</p>;
        return (
          <ul className="list">
            {shown.map((file) => (
              <Fetched
                key={file.document_id}
                name={file.name}
                note={`${size(file.size, language)} · ${moment(file.added_at, language)}`}
                link={() => answer(api.GET("/tracking/dossiers/{dossier_id}/documents/{document_id}", { params: { path: { ...path, document_id: file.document_id } } }))}
              />
            ))}
          </ul>
        );
      }}
    </Found>
  );
  if (purpose !== undefined) return files;
  return (
    <section>
      <h2>{t("Tệp bạn đã nộp", "Files you handed in")}</h2>
      {files}
    </section>
  );
}

interface FetchedProps {
  name: string;
  note: string;
  link: () => Promise<{ url: string }>;
}

/** A link lives minutes only, so it is asked for when it is wanted; storage sends the file as a download. */
function Fetched({ name, note, link }: FetchedProps) {
  const { t } = useLanguage();
  const fetch = useMutation<{ url: string }, Problem>({ mutationFn: link, onSuccess: ({ url }) => location.assign(url) });
  return (
    <li className="file">
      <span className="file-name">
        {name}
        <small className="law">{note}</small>
        {fetch.error !== null && <ProblemNote error={fetch.error} />}
      </span>
      <Button onPress={() => fetch.mutate()} isPending={fetch.isPending} aria-label={t(`Tải về: ${name}`, `Download: ${name}`)}>
        {t("Tải về", "Download")}
      </Button>
    </li>
  );
}

/** What the citizen was told, and how it fared. */
export function Messages({ dossier }: { dossier: OwnDossier }) {
  const { t, language } = useLanguage();
  const query = useQuery({
    queryKey: ["mine", dossier.dossier_id, "messages", dossier.version],
    queryFn: () =>
      answer(api.GET("/tracking/dossiers/{dossier_id}/messages", { params: { path: { dossier_id: dossier.dossier_id } } })),
  });
  return (
    <Folded title={t("Thông báo đã gửi", "Messages sent")}>
      <Found query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t("Chưa gửi thông báo nào.", "None were sent yet.")}</p>
          ) : (
            <ul className="list">
              {items.toReversed().map((message, nth) => (
                <li key={nth} className="card">
                  <p>
                    <strong>{language === "vi" ? message.kind_name : message.kind_name_en}</strong> ·{" "}
                    {language === "vi" ? message.channel_name : message.channel_name_en} ·{" "}
                    {language === "vi" ? message.state_name : message.state_name_en}
                  </p>
                  <p className="fine">{moment(message.written_at, language)}</p>
                  <p className="said" lang={message.language}>
                    {message.text}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Found>
    </Folded>
  );
}

/** A section that is rarely wanted: its heading opens it. */
export function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="folded">
      <summary>
        <h2>{title}</h2>
      </summary>
      {children}
    </details>
  );
}
