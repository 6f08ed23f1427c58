/** One procedure: what it needs, how long it takes, what it costs, and who decides. */
import type { ReactNode } from "react";
import { Link, useParams } from "wouter";
import { Found, Note, Page, Skeleton } from "../parts/page";
import type { Words } from "../parts/schema";
import { useLanguage } from "../words/language";
import { isOnline, useNamedAgencies, useProcedure, type Edition, type ProcedureView } from "../api/catalogue";
import { Fees } from "./procedure-fees";
import { CHANNEL_WORDS } from "../words/channels";
import { hintOf } from "./words";
import "./citizen.css";

const TIER_WORDS: Record<string, Words> = {
  province: ["Cơ quan cấp tỉnh, thành phố", "Agencies of the province"],
  district: ["Cơ quan cấp huyện", "Agencies of the districts"],
  commune: ["Ủy ban nhân dân cấp xã (xã, phường, đặc khu)", "The People's Committee of any commune or ward"],
};

export default function Procedure() {
  const { code = "" } = useParams();
  const { t, language } = useLanguage();
  const query = useProcedure(code);
  const found = query.data?.edition;
  const title = found === undefined ? t("Thủ tục", "Procedure") : language === "vi" ? found.name : found.name_en || found.name;
  return (
    <Page title={title} back={{ to: "/", label: t("Tìm thủ tục khác", "Find another procedure") }}>
      <Found query={query} lines={12}>
        {(view) => <Shown view={view} />}
      </Found>
    </Page>
  );
}

function Shown({ view }: { view: ProcedureView }) {
  const { t, language } = useLanguage();
  const { edition, field } = view;
  const guidance = language === "vi" ? edition.guidance : edition.guidance_en || edition.guidance;
  return (
    <>
      <p>
        <span className={isOnline(edition) ? "badge badge-good" : "badge"}>{language === "vi" ? view.level_name : view.level_name_en}</span>{" "}
        <span className="fine">
          {language === "vi" ? field.name : field.name_en || field.name} · {edition.code}
        </span>
      </p>
      {guidance.trim() !== "" && <p>{guidance.trim()}</p>}
      <Start edition={edition} />
      <Terms view={view} />
      <Documents edition={edition} />
      <Fees edition={edition} />
      <Competent edition={edition} />
      <Section title={t("Kết quả", "Result")}>
        <p>{edition.result_name}</p>
      </Section>
      <Basis edition={edition} />
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Start({ edition }: { edition: Edition }) {
  const { t } = useLanguage();
  return (
    <div className="actions start">
      {isOnline(edition) ? (
        <Link href={`/submit/${edition.code}`} className="button button-main">
          {t("Nộp trực tuyến", "Submit online")}
        </Link>
      ) : (
        <Note kind="info">
          {t("Thủ tục này chưa nộp trực tuyến được; hãy nộp tại bộ phận một cửa.", "This procedure cannot be submitted online yet; please hand it in at the one-stop counter.")}
        </Note>
      )}
      {edition.video_url !== "" && (
        <a href={edition.video_url} target="_blank" rel="noreferrer" className="button">
          {t("Xem video hướng dẫn", "Watch the guide")}
          <span className="visually-hidden"> {t("(mở trang khác)", "(opens another page)")}</span>
        </a>
      )}
    </div>
  );
}

function Terms({ view }: { view: ProcedureView }) {
  const { t, language } = useLanguage();
  return (
    <Section title={t("Bao lâu thì xong?", "How long does it take?")}>
      <dl className="facts">
        {view.edition.channels.map((channel) => {
          const term = view.terms[channel];
          return (
            <div key={channel} className="fact">
              <dt>{t(...CHANNEL_WORDS[channel])}</dt>
              <dd>{term === undefined ? "–" : language === "vi" ? term.name : term.name_en}</dd>
            </div>
          );
        })}
      </dl>
    </Section>
  );
}

function Documents({ edition }: { edition: Edition }) {
  const { t, language } = useLanguage();
  return (
    <Section title={t("Cần giấy tờ gì?", "What documents are needed?")}>
      {edition.documents.length === 0 ? (
        <p>{t("Chỉ cần điền tờ khai.", "Only the form is filled in.")}</p>
      ) : (
        <ul className="documents">
          {edition.documents.map((document) => (
            <li key={document.code}>
              <strong>{language === "vi" ? document.name : document.name_en || document.name}</strong>{" "}
              <span className={document.required ? "badge badge-main" : "badge"}>
                {document.required ? t("bắt buộc", "required") : t("nếu có", "if it applies")}
              </span>
              <span className="fine law">{hintOf(document, t)}</span>
              {document.template_url !== "" && (
                <a href={document.template_url} target="_blank" rel="noreferrer">
                  {t("Tải mẫu", "Template")}
                  <span className="visually-hidden">: {document.name}</span>
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Competent({ edition }: { edition: Edition }) {
  const { t, language } = useLanguage();
  const { agencies, isPending } = useNamedAgencies(edition.competent_agencies);
  return (
    <Section title={t("Ai giải quyết?", "Who decides?")}>
      {isPending ? (
        <Skeleton lines={edition.competent_agencies.length} />
      ) : (
        <ul>
          {edition.competent_tiers.map((tier) => (
            <li key={tier}>{t(...(TIER_WORDS[tier] ?? [tier, tier]))}</li>
          ))}
          {agencies.map((agency) => (
            <li key={agency.code}>
              {language === "vi" ? agency.name : agency.name_en || agency.name}
              {agency.address !== "" && <span className="fine law">{[agency.address, agency.phone].filter((text) => text !== "").join(" · ")}</span>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Basis({ edition }: { edition: Edition }) {
  const { t } = useLanguage();
  if (edition.legal_basis.length === 0) return null;
  return (
    <Section title={t("Căn cứ pháp lý", "Legal basis")}>
      <ul lang="vi">
        {edition.legal_basis.map(({ number, title }) => (
          <li key={number}>
            {title} ({number})
          </li>
        ))}
      </ul>
    </Section>
  );
}
