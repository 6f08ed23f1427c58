/** Refunds (hoàn trả): what was asked for, who decides, and how it ended. */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { answer, api } from "../api/client";
import type { components } from "../api/generated/payments";
import { Button, Radios, Select, TextField } from "../parts/fields";
import { useIntent } from "../parts/intent";
import { Note, Page, ProblemNote, Skeleton } from "../parts/page";
import { has, useClaims, useSession } from "../session/session";
import { money, moment } from "../words/format";
import { useLanguage } from "../words/language";

type Refund = components["schemas"]["RefundListing"];
type State = components["schemas"]["RefundState"];

export default function Refunds() {
  const { t } = useLanguage();
  const [state, setState] = useState<State>("requested");
  return (
    <Page wide title={t("Hoàn trả phí, lệ phí", "Refunds")}>
      <Select
        label={t("Trạng thái", "State")}
        isRequired
        value={state}
        onChange={(value) => setState(value as State)}
        options={[
          { id: "requested", label: t("Chờ duyệt", "Waiting for approval") },
          { id: "approved", label: t("Đã duyệt, đang gửi", "Approved, being sent") },
          { id: "sent", label: t("Đã gửi cổng thanh toán", "With the gateway") },
          { id: "by_hand", label: t("Chuyển khoản thủ công", "To be transferred by hand") },
          { id: "failed", label: t("Không thành công", "Failed") },
          { id: "done", label: t("Đã hoàn", "Done") },
          { id: "rejected", label: t("Từ chối", "Rejected") },
        ]}
      />
      <List state={state} />
      <Ask />
    </Page>
  );
}

function List({ state }: { state: State }) {
  const { t } = useLanguage();
  const agency = useClaims()?.agency ?? "";
  const query = useInfiniteQuery({
    queryKey: ["refunds", agency, state],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/payments/refunds", {
          params: { query: { agency, state, ...(pageParam === null ? {} : { next: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next,
  });
  if (query.error !== null) return <ProblemNote error={query.error} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Skeleton lines={5} />;
  const found = query.data.pages.flatMap((page) => page.items);
  if (found.length === 0) return <p>{t("Không có khoản nào.", "There is none.")}</p>;
  return (
    <>
      <ul className="list">
        {found.map((refund) => (
          <li key={`${refund.dossier_id} ${refund.number}`} className="card">
            <One refund={refund} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t("Xem thêm", "More")}
        </Button>
      )}
    </>
  );
}

function One({ refund }: { refund: Refund }) {
  const { t, language } = useLanguage();
  const session = useSession();
  return (
    <>
      <h3>
        {refund.dossier_id} · {money(refund.amount, language)}
      </h3>
      <p>{refund.reason}</p>
      <p className="fine">
        {language === "vi" ? refund.state_name : refund.state_name_en} · {t("yêu cầu lúc", "asked for at")}{" "}
        {moment(refund.requested_at, language)} · {t("đã nộp", "paid")} {money(refund.paid, language)}
      </p>
      {refund.rejection !== "" && <Note kind="bad">{refund.rejection}</Note>}
      {["requested", "failed"].includes(refund.state) && has(session, "leader") && <Decide refund={refund} />}
      {["approved", "sent", "by_hand"].includes(refund.state) && <End refund={refund} />}
    </>
  );
}

const path = ({ dossier_id, number }: Refund) => ({ dossier_id, number: String(number) });

/** A leader who did not ask for it approves, or rejects with a reason. */
function Decide({ refund }: { refund: Refund }) {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const again = () => void queries.invalidateQueries({ queryKey: ["refunds"] });
  const approve = useIntent(
    (_: void, key: string) =>
      answer(
        api.POST("/payments/orders/{dossier_id}/refunds/{number}/approval", {
          params: { path: path(refund), header: { "Idempotency-Key": key } },
        }),
      ),
    again,
  );
  const reject = useIntent(
    (_: void, key: string) =>
      answer(
        api.POST("/payments/orders/{dossier_id}/refunds/{number}/rejection", {
          params: { path: path(refund), header: { "Idempotency-Key": key } },
          body: { reason },
        }),
      ),
    again,
  );
  const problem = approve.error ?? reject.error;
  return (
    <>
      {problem !== null && <ProblemNote error={problem} />}
      <TextField
        label={t("Lý do từ chối", "Why it is rejected")}
        value={reason}
        onChange={setReason}
        error={reject.error?.of("/reason", language)}
      />
      <div className="actions">
        <Button look="main" isPending={approve.isPending} onPress={() => approve.mutate()}>
          {t("Duyệt hoàn", "Approve")}
        </Button>
        <Button look="danger" isPending={reject.isPending} isDisabled={reason.trim() === ""} onPress={() => reject.mutate()}>
          {t("Từ chối", "Reject")}
        </Button>
      </div>
    </>
  );
}

/** What a bank's or the gateway's statement shows, recorded by a person. */
function End({ refund }: { refund: Refund }) {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<"done" | "failed">("done");
  const [reference, setReference] = useState("");
  const record = useIntent(
    (_: void, key: string) =>
      answer(
        api.POST("/payments/orders/{dossier_id}/refunds/{number}/outcome", {
          params: { path: path(refund), header: { "Idempotency-Key": key } },
          body: { outcome, reference },
        }),
      ),
    () => void queries.invalidateQueries({ queryKey: ["refunds"] }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    record.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Radios
        label={t("Theo sao kê", "By the statement")}
        isRequired
        value={outcome}
        onChange={(value) => setOutcome(value as "done" | "failed")}
        options={[
          { id: "done", label: t("Tiền đã về người nộp", "The money went back") },
          { id: "failed", label: t("Không thành công", "It failed") },
        ]}
      />
      <TextField
        label={t("Số tham chiếu hoặc lý do", "Reference, or why it failed")}
        isRequired
        value={reference}
        onChange={setReference}
        error={record.error?.of("/reference", language)}
      />
      {record.error !== null && <ProblemNote error={record.error} />}
      <Button type="submit" isPending={record.isPending}>
        {t("Ghi kết quả", "Record it")}
      </Button>
    </form>
  );
}

function Ask() {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const [code, setCode] = useState("");
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const ask = useIntent(
    (_: void, key: string) =>
      answer(
        api.POST("/payments/orders/{dossier_id}/refunds", {
          params: { path: { dossier_id: code.trim() }, header: { "Idempotency-Key": key } },
          body: { amount: Number(amount.replace(/\D/g, "")), reason },
        }),
      ),
    () => {
      setReason("");
      setAmount("");
      void queries.invalidateQueries({ queryKey: ["refunds"] });
    },
  );
  return (
    <section>
      <h2>{t("Đề nghị hoàn trả", "Ask for a refund")}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <TextField label={t("Mã hồ sơ", "Dossier code")} isRequired value={code} onChange={setCode} />
        <TextField
          label={t("Số tiền (đồng)", "Amount (VND)")}
          inputMode="numeric"
          isRequired
          value={amount}
          onChange={setAmount}
          error={ask.error?.of("/amount", language)}
        />
        <TextField
          label={t("Lý do (không ghi tên người)", "Reason (name no person)")}
          isRequired
          value={reason}
          onChange={setReason}
          error={ask.error?.of("/reason", language)}
        />
        {ask.error !== null && <ProblemNote error={ask.error} />}
        {ask.isSuccess && <Note kind="good">{t("Đã ghi đề nghị hoàn trả.", "The refund was asked for.")}</Note>}
        <Button type="submit" look="main" isPending={ask.isPending}>
          {t("Gửi đề nghị", "Ask")}
        </Button>
      </form>
    </section>
  );
}
