/** Submitting a dossier online: the procedure, the draft, and at last the receipt. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation, useParams, useSearch } from "wouter";
import { answer, api } from "../api/client";
import { Found, Note, Page, Skeleton } from "../parts/page";
import { useClaims } from "../session/session";
import { useLanguage } from "../words/language";
import { isOnline, useProcedure, type Edition } from "../api/catalogue";
import { Filling } from "./submission/filling";
import { Submitted } from "./submission/submitted";
import type { Receipt } from "./submission/use-sending";
import "./citizen.css";

export default function Submit() {
  const { code = "" } = useParams();
  const { t } = useLanguage();
  const query = useProcedure(code);
  if (query.data !== undefined) return <Offered key={code} edition={query.data.edition} />;
  return (
    <Page title={t("Nộp hồ sơ", "Submit")} back={{ to: `/procedures/${code}`, label: t("Về thủ tục", "To the procedure") }}>
      <Found query={query} lines={8}>
        {() => null}
      </Found>
    </Page>
  );
}

/** After submitting, the address names the dossier: loading it anew shows it again, not a new form. */
function Offered({ edition }: { edition: Edition }) {
  const claims = useClaims();
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const [path, navigate] = useLocation();
  const done = new URLSearchParams(useSearch()).get("done");
  if (receipt !== null && receipt.dossier_id === done) return <Submitted handed={receipt} edition={edition} />;
  if (done !== null) return <SubmittedBefore dossierId={done} edition={edition} />;
  if (!isOnline(edition)) return <NotOnline edition={edition} />;
  if (claims === null) return null;
  return (
    <Filling
      edition={edition}
      claims={claims}
      onSubmitted={(found) => {
        setReceipt(found);
        navigate(`${path}?done=${found.dossier_id}`, { replace: true });
      }}
    />
  );
}

function SubmittedBefore({ dossierId, edition }: { dossierId: string; edition: Edition }) {
  const { t } = useLanguage();
  const query = useQuery({
    queryKey: ["mine", dossierId],
    queryFn: () => answer(api.GET("/tracking/dossiers/{dossier_id}", { params: { path: { dossier_id: dossierId } } })),
  });
  if (query.data !== undefined) return <Submitted handed={query.data} edition={edition} />;
  return (
    <Page title={t("Đã nộp hồ sơ", "Submitted")}>
      <Found query={query} lines={6}>
        {() => <Skeleton />}
      </Found>
    </Page>
  );
}

function NotOnline({ edition }: { edition: Edition }) {
  const { t, language } = useLanguage();
  return (
    <Page title={language === "vi" ? edition.name : edition.name_en || edition.name}>
      <Note kind="warn">
        {t("Thủ tục này không nộp trực tuyến được; hãy nộp tại bộ phận một cửa.", "This procedure cannot be submitted online; please hand it in at the one-stop counter.")}
      </Note>
      <Link href={`/procedures/${edition.code}`}>{t("Xem thủ tục", "See the procedure")}</Link>
    </Page>
  );
}
