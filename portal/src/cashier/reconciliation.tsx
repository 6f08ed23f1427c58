/** Reconciling a gateway's settlement file with what we know (đối soát). */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FileTrigger } from "react-aria-components";
import { answer, api } from "../api/client";
import type { components } from "../api/generated/payments";
import { Button, Select, TextField } from "../parts/fields";
import { useIntent } from "../parts/intent";
import { Found, Note, Page, ProblemNote } from "../parts/page";
import { count, day, money, moment, today } from "../words/format";
import { useLanguage } from "../words/language";
import { TableBox } from "../parts/table-box";

type Schemas = components["schemas"];
type Gateway = Schemas["SettlementFile"]["gateway"];
type Result = Schemas["Result"];

const RESULTS: Record<Result, readonly [string, string]> = {
  matched: ["Khớp", "Matched"],
  missing_here: ["Thiếu ở hệ thống", "Missing here"],
  missing_there: ["Thiếu ở cổng thanh toán", "Missing at the gateway"],
  amount_differs: ["Lệch số tiền", "Amount differs"],
};

export default function Reconciliation() {
  const { t } = useLanguage();
  const [gateway, setGateway] = useState<Gateway>("vnpay");
  const [date, setDate] = useState(today());
  return (
    <Page wide title={t("Đối soát thanh toán", "Reconciliation")}>
      <div className="columns">
        <Select
          label={t("Cổng thanh toán", "Gateway")}
          isRequired
          value={gateway}
          onChange={(value) => setGateway(value as Gateway)}
          options={[
            { id: "vnpay", label: "VNPAY" },
            { id: "national", label: t("Nền tảng thanh toán quốc gia", "National payment platform") },
          ]}
        />
        <TextField type="date" label={t("Ngày", "Date")} isRequired value={date} onChange={setDate} />
      </div>
      <Upload gateway={gateway} date={date} />
      <Runs gateway={gateway} date={date} />
      <Unmatched gateway={gateway} />
    </Page>
  );
}

interface Day {
  gateway: Gateway;
  date: string;
}

function Upload({ gateway, date }: Day) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const send = useIntent(
    (settlement_csv: string, key: string) =>
      answer(
        api.POST("/payments/reconciliations", {
          params: { header: { "Idempotency-Key": key } },
          body: { gateway, date, settlement_csv },
        }),
      ),
    () => {
      void queries.invalidateQueries({ queryKey: ["runs"] });
      void queries.invalidateQueries({ queryKey: ["unmatched"] });
    },
  );
  const chosen = async (files: FileList | null) => {
    const file = files?.[0];
    if (file !== undefined) send.mutate(await file.text());
  };
  return (
    <>
      <FileTrigger acceptedFileTypes={["text/csv", ".csv"]} onSelect={(files) => void chosen(files)}>
        <Button look="main" isPending={send.isPending}>
          {t("Chọn tệp quyết toán (CSV)", "Choose the settlement file (CSV)")}
        </Button>
      </FileTrigger>
      {send.error !== null && <ProblemNote error={send.error} />}
      {send.data !== undefined && <Note kind="good">{t("Đã đối soát tệp này.", "The file was compared.")}</Note>}
    </>
  );
}

function Runs({ gateway, date }: Day) {
  const { t } = useLanguage();
  const query = useQuery({
    queryKey: ["runs", gateway, date],
    queryFn: () =>
      answer(api.GET("/payments/reconciliations", { params: { query: { gateway, first: date, last: date } } })),
  });
  return (
    <section>
      <h2>{t("Kết quả đối soát của ngày", "The day's reconciliations")}</h2>
      <Found query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t("Ngày này chưa đối soát.", "This date was not reconciled yet.")}</p>
          ) : (
            items.map((run) => <Run key={run.number} run={run} />)
          )
        }
      </Found>
    </section>
  );
}

function Run({ run }: { run: Schemas["RunView"] }) {
  const { t, language } = useLanguage();
  return (
    <TableBox label={t("Kết quả đối soát", "Result of the reconciliation")}>
      <table>
        <caption>
          {t("Lần", "Run")} {run.number} · {moment(run.at, language)}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("Kết quả", "Result")}</th>
            <th scope="col" className="number">
              {t("Số dòng", "Lines")}
            </th>
            <th scope="col" className="number">
              {t("Bên ta", "Ours")}
            </th>
            <th scope="col" className="number">
              {t("Bên cổng", "Theirs")}
            </th>
          </tr>
        </thead>
        <tbody>
          {(Object.keys(RESULTS) as Result[]).map((result) => (
            <tr key={result}>
              <td>{t(...RESULTS[result])}</td>
              <td className="number">{count(run.counts[result] ?? 0, language)}</td>
              <td className="number">{money(run.ours[result] ?? 0, language)}</td>
              <td className="number">{money(run.theirs[result] ?? 0, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function Unmatched({ gateway }: { gateway: Gateway }) {
  const { t } = useLanguage();
  const query = useQuery({
    queryKey: ["unmatched", gateway],
    queryFn: () => answer(api.GET("/payments/unmatched", { params: { query: { gateway, limit: 100 } } })),
  });
  return (
    <section>
      <h2>{t("Chưa khớp và chưa giải trình", "Unmatched and unexplained")}</h2>
      <Found query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Note kind="good">{t("Mọi dòng đã khớp hoặc đã giải trình.", "Every line matched or was explained.")}</Note>
          ) : (
            <ul className="list">
              {items.map((found) => (
                <li key={found.line.line_id} className="card">
                  <Line found={found} />
                </li>
              ))}
            </ul>
          )
        }
      </Found>
    </section>
  );
}

function Line({ found }: { found: Schemas["UnmatchedView"] }) {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const explain = useIntent(
    (_: void, key: string) =>
      answer(
        api.POST("/payments/unmatched/{line_id}/explanation", {
          params: { path: { line_id: found.line.line_id }, header: { "Idempotency-Key": key } },
          body: { explanation: text },
        }),
      ),
    () => void queries.invalidateQueries({ queryKey: ["unmatched"] }),
  );
  const amount = (value: number | null) => (value === null ? "–" : money(value, language));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        explain.mutate();
      }}
    >
      <h3>
        {t(...RESULTS[found.line.result])} · {found.line.reference}
      </h3>
      <p>
        {day(found.day, language)} · {t("ta", "ours")} {amount(found.line.ours)} · {t("cổng", "theirs")}{" "}
        {amount(found.line.theirs)} {found.line.order_id}
      </p>
      <TextField
        label={t("Giải trình (không ghi tên người)", "Explanation (name no person)")}
        isRequired
        value={text}
        onChange={setText}
        error={explain.error?.of("/explanation", language)}
      />
      {explain.error !== null && <ProblemNote error={explain.error} />}
      <Button type="submit" isPending={explain.isPending}>
        {t("Ghi giải trình", "Explain")}
      </Button>
    </form>
  );
}
