/** Where the browser comes back from a payment gateway: what the server knows, until it is settled. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams, useSearch } from "wouter";
import { api, answer } from "../api/client";
import type { components } from "../api/generated/payments";
import { Button } from "../parts/button";
import { Note, Page, ProblemNote, Skeleton } from "../parts/page";
import { useLanguage } from "../words/language";
import "./citizen.css";

type Returned = components["schemas"]["Returned"];

const EVERY = 2_500;
const PATIENCE = 90_000;

export default function Paid() {
  const { t } = useLanguage();
  const { gateway } = useParams();
  const search = useSearch();
  const [since, setSince] = useState(Date.now);
  const query = useQuery({
    queryKey: ["paid", gateway, search],
    queryFn: () => returned(gateway, search),
    refetchInterval: ({ state }) => (isSettled(state.data) || Date.now() - since > PATIENCE ? false : EVERY),
  });
  return (
    <Page title={t("Kết quả thanh toán", "Your payment")}>
      <div aria-live="polite">
        {query.data !== undefined ? (
          <Outcome found={query.data} isWaiting={Date.now() - since <= PATIENCE} again={() => (setSince(Date.now()), void query.refetch())} />
        ) : query.error !== null ? (
          <ProblemNote error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Skeleton lines={4} />
        )}
      </div>
      <Onward dossierId={query.data?.dossier_id} />
    </Page>
  );
}

/** What the gateway said stays as it came: it is signed, and the service alone reads it. */
function returned(gateway: string | undefined, search: string): Promise<Returned> {
  const query = Object.fromEntries(new URLSearchParams(search)) as Record<string, never>;
  const path = gateway === "national" ? "/payments/return/national" : "/payments/return/vnpay";
  return answer(api.GET(path, { params: { query } as object }));
}

function isSettled(found: Returned | undefined): boolean {
  return found !== undefined && (found.state !== "open" || found.attempt_state !== "pending");
}

interface OutcomeProps {
  found: Returned;
  isWaiting: boolean;
  again: () => void;
}

function Outcome({ found, isWaiting, again }: OutcomeProps) {
  const { t, language } = useLanguage();
  if (found.state === "paid") {
    return (
      <Note kind="good">
        <p>
          <strong>{t("Đã thanh toán", "Paid")}</strong> · {t("hồ sơ", "dossier")} {found.dossier_id}
        </p>
        <p>{t("Biên lai sẽ có trong hồ sơ của bạn sau ít phút.", "The receipt will be with your dossier in a few minutes.")}</p>
      </Note>
    );
  }
  if (isSettled(found)) {
    return (
      <Note kind="bad">
        <p>
          <strong>{t("Chưa thanh toán", "Not paid")}</strong>: {language === "vi" ? found.attempt_state_name : found.attempt_state_name_en}
        </p>
        <p>{t("Bạn có thể nộp lại trong trang hồ sơ.", "You can pay again on the dossier's page.")}</p>
      </Note>
    );
  }
  return (
    <Note kind="warn">
      <p>
        <strong>{t("Đang chờ cổng thanh toán xác nhận…", "Waiting for the gateway to confirm…")}</strong>
      </p>
      <p>
        {t("Nếu tiền đã bị trừ, khoản này sẽ được ghi nhận; đừng thanh toán lần nữa.", "If you were charged it will be recorded; please do not pay again.")}
      </p>
      {!isWaiting && <Button onPress={again}>{t("Xem lại", "Look again")}</Button>}
    </Note>
  );
}

function Onward({ dossierId }: { dossierId: string | undefined }) {
  const { t } = useLanguage();
  return (
    <div className="actions">
      {dossierId !== undefined && (
        <Link href={`/my/${dossierId}`} className="button button-main">
          {t("Xem hồ sơ", "See the dossier")}
        </Link>
      )}
      <Link href="/my" className="button">
        {t("Hồ sơ của tôi", "My dossiers")}
      </Link>
    </div>
  );
}
