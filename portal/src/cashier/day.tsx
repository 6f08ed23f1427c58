/** The day's sheet of an agency's counter (bảng kê thu trong ngày), and its closing. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { answer, api } from "../api/client";
import type { components } from "../api/generated/payments";
import { Button, TextField } from "../parts/fields";
import { useIntent } from "../parts/intent";
import { Found, Note, Page, ProblemNote } from "../parts/page";
import { useClaims } from "../session/session";
import { count, day, moment, money, today } from "../words/format";
import { useLanguage } from "../words/language";
import { TableBox } from "../parts/table-box";

type Sheet = components["schemas"]["SheetView"];

export default function Day() {
  const { t } = useLanguage();
  const agency = useClaims()?.agency ?? "";
  const [date, setDate] = useState(today());
  const query = useQuery({
    queryKey: ["sheet", agency, date],
    queryFn: () => answer(api.GET("/payments/closing", { params: { query: { agency, date } } })),
  });
  return (
    <Page
      wide
      title={t("Bảng kê thu trong ngày", "The day's sheet")}
      back={{ to: "/cash", label: t("Thu tại quầy", "Counter payments") }}
    >
      <TextField type="date" label={t("Ngày", "Date")} isRequired value={date} onChange={setDate} />
      <Found query={query} lines={6}>
        {(sheet) => <Shown sheet={sheet} />}
      </Found>
    </Page>
  );
}

function Shown({ sheet }: { sheet: Sheet }) {
  const { t, language } = useLanguage();
  return (
    <>
      <h2>
        {language === "vi" ? sheet.agency_name : sheet.agency_name_en} · {day(sheet.date, language)}
      </h2>
      {sheet.lines.length === 0 ? <p>{t("Chưa thu khoản nào.", "Nothing was taken.")}</p> : <Lines sheet={sheet} />}
      {sheet.closed && sheet.closed_at !== null ? (
        <Note kind="good">
          {t("Đã khóa sổ lúc", "Closed at")} {moment(sheet.closed_at, language)} · {sheet.closed_by_name}
        </Note>
      ) : (
        <Close sheet={sheet} />
      )}
      <Button onPress={() => print()}>{t("In bảng kê", "Print the sheet")}</Button>
    </>
  );
}

function Lines({ sheet }: { sheet: Sheet }) {
  const { t, language } = useLanguage();
  return (
    <TableBox label={t("Theo hình thức và loại", "By way of paying and kind")}>
      <table>
        <caption className="visually-hidden">{t("Theo hình thức và loại", "By way of paying and kind")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("Hình thức", "Way of paying")}</th>
            <th scope="col">{t("Loại", "Kind")}</th>
            <th scope="col">{t("Ký hiệu", "Series")}</th>
            <th scope="col">{t("Từ số – đến số", "Numbers")}</th>
            <th scope="col" className="number">
              {t("Số biên lai", "Receipts")}
            </th>
            <th scope="col" className="number">
              {t("Số tiền", "Amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {sheet.lines.map((line) => (
            <tr key={`${line.method} ${line.kind} ${line.series}`}>
              <td>{language === "vi" ? line.method_name : line.method_name_en}</td>
              <td>{language === "vi" ? line.kind_name : line.kind_name_en}</td>
              <td>{line.series}</td>
              <td>
                {line.first}–{line.last}
                {line.voided.map((number) => (
                  <small key={number.number}>
                    {" "}
                    {t("hủy", "void")} {number.number}: {number.reason}
                  </small>
                ))}
              </td>
              <td className="number">{count(line.count, language)}</td>
              <td className="number">{money(line.amount, language)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={5}>
              {t("Cộng", "Total")}
            </th>
            <td className="number">
              <strong>{money(sheet.total, language)}</strong>
            </td>
          </tr>
        </tfoot>
      </table>
    </TableBox>
  );
}

/** Closing is final, so it is asked for twice, and closes only the sheet that was seen. */
function Close({ sheet }: { sheet: Sheet }) {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const close = useIntent(
    (_: void, key: string) =>
      answer(
        api.POST("/payments/closing", {
          params: { header: { "Idempotency-Key": key } },
          headers: { "If-Match": `"${sheet.version}"` },
          body: { agency: sheet.agency_code, date: sheet.date },
        }),
      ),
    () => setAsking(false),
  );
  const settle = () =>
    close.mutate(undefined, { onSettled: () => void queries.invalidateQueries({ queryKey: ["sheet"] }) });
  return (
    <>
      {close.error !== null && <ProblemNote error={close.error} />}
      <Button look="main" onPress={() => setAsking(true)}>
        {t("Khóa sổ ngày", "Close the day")}
      </Button>
      <ModalOverlay className="overlay" isOpen={asking} onOpenChange={setAsking} isDismissable>
        <Modal className="modal">
          <Dialog role="alertdialog" className="dialog">
            <Heading slot="title">{t("Khóa sổ ngày này?", "Close this day?")}</Heading>
            <p>
              {t(
                `Tổng thu ${money(sheet.total, language)}. Sau khi khóa, ngày này không thu và không hủy biên lai được nữa.`,
                `${money(sheet.total, language)} in all. After closing the day takes no payment and no void.`,
              )}
            </p>
            <div className="actions">
              <Button look="main" isPending={close.isPending} onPress={settle}>
                {t("Khóa sổ", "Close")}
              </Button>
              <Button onPress={() => setAsking(false)}>{t("Chưa", "Not yet")}</Button>
            </div>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}
