/** The cashier's counter: find what a dossier owes, take it, print the receipts. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Link } from "wouter";
import { answer, api } from "../api/client";
import type { components } from "../api/generated/payments";
import { Button, Radios, TextField } from "../parts/fields";
import { useIntent } from "../parts/intent";
import { Found, Note, Page, ProblemNote } from "../parts/page";
import { money, moment } from "../words/format";
import { useLanguage } from "../words/language";

type Schemas = components["schemas"];
type Order = Schemas["OrderView"];
type Method = Schemas["Method"];

export default function Counter() {
  const { t } = useLanguage();
  const [typed, setTyped] = useState("");
  const [code, setCode] = useState("");
  const queries = useQueryClient();
  const find = (event: FormEvent) => {
    event.preventDefault();
    setCode(typed.trim());
    // The same code again means to look again: what a dossier owes may have come meanwhile.
    void queries.invalidateQueries({ queryKey: ["order", typed.trim()] });
  };
  return (
    <Page
      title={t("Thu tại quầy", "Counter payments")}
      actions={<Link href="/cash/day">{t("Bảng kê trong ngày", "Today's sheet")}</Link>}
    >
      <form onSubmit={find} className="find">
        <TextField
          label={t("Mã hồ sơ", "Dossier code")}
          hint={t("Gõ hoặc quét mã trên giấy tiếp nhận", "Type it, or scan it from the receipt")}
          value={typed}
          onChange={setTyped}
          isRequired
        />
        <Button type="submit" look="main">
          {t("Tìm", "Find")}
        </Button>
      </form>
      {code !== "" && <Bill key={code} code={code} />}
    </Page>
  );
}

function Bill({ code }: { code: string }) {
  const query = useQuery({
    queryKey: ["order", code],
    queryFn: () => answer(api.GET("/payments/orders/{dossier_id}", { params: { path: { dossier_id: code } } })),
  });
  return <Found query={query}>{(order) => <Owed order={order} />}</Found>;
}

function Owed({ order }: { order: Order }) {
  const { t, language } = useLanguage();
  const [taken, setTaken] = useState<Schemas["CounterPaid"] | null>(null);
  const name = (line: Schemas["FeeLine"]) => (language === "vi" ? line.name : line.name_en || line.name);
  return (
    <section aria-label={t("Khoản phải thu", "What is due")}>
      <h2>
        {order.dossier_id} · {order.procedure_name}
      </h2>
      <table>
        <caption className="visually-hidden">{t("Các khoản", "Items")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("Khoản", "Item")}</th>
            <th scope="col" className="number">
              {t("Số tiền", "Amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.item}>
              <td>
                {line.kind === "fee" ? t("Phí", "Fee") : t("Lệ phí", "Charge")}: {name(line)}
              </td>
              <td className="number">{money(line.amount, language)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("Cộng", "Total")}</th>
            <td className="number">
              <strong>{money(order.amount, language)}</strong>
            </td>
          </tr>
        </tfoot>
      </table>
      {taken !== null && <Taken paid={taken} />}
      {order.state !== "open" && <Settled order={order} />}
      {order.state === "open" && taken === null && <Take order={order} done={setTaken} />}
    </section>
  );
}

function Settled({ order }: { order: Order }) {
  const { t, language } = useLanguage();
  return (
    <>
      <Note kind={order.state === "paid" ? "good" : "warn"}>
        <p>
          {language === "vi" ? order.state_name : order.state_name_en}
          {order.paid_at !== null && ` · ${moment(order.paid_at, language)}`}
        </p>
      </Note>
      {order.receipts.length > 0 && <Receipts receipts={order.receipts} />}
      {order.receipts.length > 0 && <Button onPress={() => print()}>{t("In biên lai", "Print receipts")}</Button>}
    </>
  );
}

function Take({ order, done }: { order: Order; done: (paid: Schemas["CounterPaid"]) => void }) {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const [method, setMethod] = useState<Method>("cash");
  const [received, setReceived] = useState("");
  const [note, setNote] = useState("");
  const take = useIntent(
    (_: void, key: string) =>
      answer(
        api.POST("/payments/orders/{dossier_id}/counter-payments", {
          params: { path: { dossier_id: order.dossier_id }, header: { "Idempotency-Key": key } },
          body: { method, note, received: method === "cash" ? Number(received.replace(/\D/g, "")) : null },
        }),
      ),
    (paid) => {
      done(paid);
      void queries.invalidateQueries({ queryKey: ["order", order.dossier_id] });
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Radios
        label={t("Hình thức", "Way of paying")}
        isRequired
        value={method}
        onChange={(value) => setMethod(value as Method)}
        options={[
          { id: "cash", label: t("Tiền mặt", "Cash") },
          { id: "card", label: t("Thẻ", "Card") },
          { id: "transfer", label: t("Chuyển khoản", "Transfer") },
        ]}
      />
      {method === "cash" ? (
        <TextField
          label={t("Tiền khách đưa (đồng)", "Cash handed over (VND)")}
          inputMode="numeric"
          isRequired
          value={received}
          onChange={setReceived}
          error={take.error?.of("/received", language)}
        />
      ) : (
        <TextField
          label={t("Số chứng từ", "Slip or transfer number")}
          value={note}
          onChange={setNote}
          error={take.error?.of("/note", language)}
        />
      )}
      {take.error !== null && <ProblemNote error={take.error} />}
      <Button type="submit" look="main" isPending={take.isPending}>
        {t("Thu", "Take")} {money(order.amount, language)}
      </Button>
    </form>
  );
}

/** What was just taken, and what goes back to the payer: said until the next dossier is found. */
function Taken({ paid }: { paid: Schemas["CounterPaid"] }) {
  const { t, language } = useLanguage();
  return (
    <div role="status">
      <Note kind="good">
        <p>
          {t("Đã thu", "Taken")}: <strong>{money(paid.amount, language)}</strong>
        </p>
        {paid.change > 0 && (
          <p className="change">
            {t("Trả lại khách", "Change")}: <strong>{money(paid.change, language)}</strong>
          </p>
        )}
      </Note>
    </div>
  );
}

function Receipts({ receipts }: { receipts: readonly Schemas["ReceiptView"][] }) {
  const { t, language } = useLanguage();
  return (
    <ul className="list">
      {receipts.map((receipt) => (
        <li key={`${receipt.series} ${receipt.number}`} className="card">
          <h3>
            {t("Biên lai", "Receipt")} {receipt.series} {String(receipt.number).padStart(7, "0")}
          </h3>
          <dl className="facts">
            <dt>{language === "vi" ? receipt.kind_name : receipt.kind_name_en}</dt>
            <dd>{money(receipt.amount, language)}</dd>
            <dt>{t("Hình thức", "Way of paying")}</dt>
            <dd>{language === "vi" ? receipt.method_name : receipt.method_name_en}</dd>
            <dt>{t("Lúc", "At")}</dt>
            <dd>{moment(receipt.issued_at, language)}</dd>
            <dt>{t("Người thu", "Cashier")}</dt>
            <dd>{receipt.cashier_name}</dd>
          </dl>
          {receipt.voided_at !== null ? (
            <Note kind="bad">
              {t("Đã hủy", "Void")}: {receipt.void_reason}
            </Note>
          ) : (
            <Void receipt={receipt} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Make a receipt void: its number and reason stay, and another takes its place. */
function Void({ receipt }: { receipt: Schemas["ReceiptView"] }) {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const annul = useIntent(
    (_: void, key: string) =>
      answer(
        api.POST("/payments/receipts/{agency_code}/{series}/{number}/void", {
          params: {
            path: { agency_code: receipt.agency_code, series: receipt.series, number: String(receipt.number) },
            header: { "Idempotency-Key": key },
          },
          body: { reason },
        }),
      ),
    () => void queries.invalidateQueries({ queryKey: ["order", receipt.dossier_id] }),
  );
  if (!open) {
    return (
      <Button look="quiet" onPress={() => setOpen(true)}>
        {t("Hủy và lập lại biên lai", "Void and reissue")}
      </Button>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        annul.mutate();
      }}
    >
      <TextField
        label={t("Lý do hủy", "Why it is void")}
        isRequired
        value={reason}
        onChange={setReason}
        error={annul.error?.of("/reason", language)}
      />
      {annul.error !== null && <ProblemNote error={annul.error} />}
      <Button type="submit" look="danger" isPending={annul.isPending}>
        {t("Hủy và lập lại", "Void and reissue")}
      </Button>
    </form>
  );
}
