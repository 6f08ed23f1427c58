/** Paying a dossier's fees: at the gateway, or by a bank transfer with its QR code. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/payments";
import { asProblem } from "../../api/problems";
import { Button } from "../../parts/button";
import { Note, ProblemNote, Skeleton } from "../../parts/page";
import { moment, money } from "../../words/format";
import { useLanguage } from "../../words/language";
import { FeeTable } from "../fees";
import type { OwnDossier } from "./own";
import { PayButton } from "./pay-button";

type Order = components["schemas"]["OrderView"];

const OPENS_WITHIN = 6;
const EVERY = 4_000;

/** What is due is the dossier's own; how it was or can be paid is asked of its order. */
export function Payment({ dossier }: { dossier: OwnDossier }) {
  const { t } = useLanguage();
  if (dossier.fee_state === "none") return null;
  return (
    <section className="card">
      <h2>{t("Phí, lệ phí", "Fees and charges")}</h2>
      <FeeTable lines={dossier.fees} total={dossier.fee_total} />
      <div aria-live="polite" className="paying">
        <Paying dossier={dossier} />
      </div>
    </section>
  );
}

/** An order is opened a moment after its dossier moved: until then it is asked for a few times. */
function Paying({ dossier }: { dossier: OwnDossier }) {
  const { t } = useLanguage();
  const query = useQuery({
    queryKey: ["mine", dossier.dossier_id, "order", dossier.version],
    queryFn: () => answer(api.GET("/payments/orders/{dossier_id}", { params: { path: { dossier_id: dossier.dossier_id } } })),
    refetchInterval: ({ state }) => (state.data === undefined && state.errorUpdateCount < OPENS_WITHIN ? EVERY : false),
  });
  if (query.data !== undefined) return <Owed order={query.data} />;
  if (query.isPending) return <Skeleton lines={1} height={2.75} />;
  if (asProblem(query.error).status !== 404) return <ProblemNote error={query.error} retry={() => void query.refetch()} />;
  return <p>{t("Chưa đến lúc nộp: được thu khi hồ sơ được tiếp nhận.", "Not to be paid yet: it is collected once the dossier is accepted.")}</p>;
}

function Owed({ order }: { order: Order }) {
  const { t, language } = useLanguage();
  return (
    <>
      {order.state === "open" ? (
        <div className="actions">
          <PayButton dossierId={order.dossier_id} amount={order.amount} />
          <Transfer dossierId={order.dossier_id} />
        </div>
      ) : (
        <p>
          <strong>{language === "vi" ? order.state_name : order.state_name_en}</strong>
          {order.paid_at !== null && ` · ${moment(order.paid_at, language)}`}
        </p>
      )}
      {order.refunds.map((refund) => (
        <p key={refund.number}>
          {t("Hoàn trả", "Refund")} {money(refund.amount, language)}: {language === "vi" ? refund.state_name : refund.state_name_en}
        </p>
      ))}
    </>
  );
}

function Transfer({ dossierId }: { dossierId: string }) {
  const { t } = useLanguage();
  const [isWanted, setIsWanted] = useState(false);
  const query = useQuery({
    queryKey: ["transfer", dossierId],
    queryFn: () => answer(api.GET("/payments/orders/{dossier_id}/transfer", { params: { path: { dossier_id: dossierId } } })),
    enabled: isWanted,
  });
  if (!isWanted) return <Button onPress={() => setIsWanted(true)}>{t("Chuyển khoản bằng mã QR", "Bank transfer by QR")}</Button>;
  if (query.error !== null) {
    return asProblem(query.error).status === 404 ? (
      <Note>{t("Cơ quan này chưa nhận chuyển khoản.", "This agency takes no transfers yet.")}</Note>
    ) : (
      <ProblemNote error={query.error} retry={() => void query.refetch()} />
    );
  }
  return query.data === undefined ? <Skeleton lines={8} /> : <TransferFacts transfer={query.data} />;
}

function TransferFacts({ transfer }: { transfer: components["schemas"]["TransferView"] }) {
  const { t, language } = useLanguage();
  return (
    <div className="transfer">
      <img
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(transfer.image)}`}
        alt={t("Mã VietQR để quét bằng ứng dụng ngân hàng", "VietQR code for a banking app")}
        width="220"
        height="220"
      />
      <dl className="facts">
        <dt>{t("Ngân hàng", "Bank")}</dt>
        <dd>{transfer.bank}</dd>
        <dt>{t("Số tài khoản", "Account")}</dt>
        <dd>{transfer.account}</dd>
        <dt>{t("Chủ tài khoản", "Holder")}</dt>
        <dd>{transfer.holder}</dd>
        <dt>{t("Số tiền", "Amount")}</dt>
        <dd>{money(transfer.amount, language)}</dd>
        <dt>{t("Nội dung", "Purpose")}</dt>
        <dd>{transfer.purpose}</dd>
      </dl>
      <p>{t("Giữ nguyên nội dung chuyển khoản để khoản tiền được ghi nhận.", "Keep the purpose as it is, so that the money is recognised.")}</p>
    </div>
  );
}
