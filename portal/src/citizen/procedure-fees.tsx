/** What a procedure costs: tried out for one's own case, and the rules it follows. */
import { useState } from "react";
import { Radios } from "../parts/choices";
import { ProblemNote, Skeleton } from "../parts/page";
import { untouched, type Typed } from "../parts/schema";
import { SchemaForm } from "../parts/schema-form";
import { day, money } from "../words/format";
import { useLanguage } from "../words/language";
import { isOnline, PRICING, useFees, type Channel, type Edition } from "../api/catalogue";
import { FeeTable } from "./fees";
import { CHANNEL_WORDS } from "../words/channels";
import { TableBox } from "../parts/table-box";

export function Fees({ edition }: { edition: Edition }) {
  const { t } = useLanguage();
  return (
    <section>
      <h2>{t("Bao nhiêu tiền?", "What does it cost?")}</h2>
      {edition.fee_items.length === 0 ? (
        <p>{t("Không thu phí, lệ phí.", "There is no fee or charge.")}</p>
      ) : (
        <>
          <TryOut edition={edition} />
          <Rules edition={edition} />
          <Exemptions edition={edition} />
        </>
      )}
    </section>
  );
}

function TryOut({ edition }: { edition: Edition }) {
  const { t } = useLanguage();
  const schema = pricing(edition.form);
  const [typed, setTyped] = useState<Typed>(() => ({ ...firstChoices(schema), ...untouched(schema) }));
  const [channel, setChannel] = useState<Channel>(isOnline(edition) ? "online" : (edition.channels[0] ?? "counter"));
  const fees = useFees(edition, channel, typed);
  return (
    <div className="card">
      {edition.channels.length > 1 && (
        <Radios
          label={t("Cách nộp", "Way of handing in")}
          isRequired
          options={edition.channels.map((id) => ({ id, label: t(...CHANNEL_WORDS[id]) }))}
          value={channel}
          onChange={(id) => setChannel(id as Channel)}
        />
      )}
      <SchemaForm schema={schema} value={typed} onChange={setTyped} />
      <div aria-live="polite">
        {fees.error !== null ? (
          <ProblemNote error={fees.error} />
        ) : fees.data === undefined ? (
          <Skeleton lines={4} />
        ) : (
          <FeeTable lines={fees.data.lines} total={fees.data.total} />
        )}
      </div>
    </div>
  );
}

/** That part of a form on which its price depends. */
function pricing(form: object): { required: string[]; properties: Record<string, object> } {
  const { properties = {}, required = [] } = form as { properties?: Record<string, object>; required?: string[] };
  const names = PRICING.filter((name) => name in properties);
  return {
    required: required.filter((name) => names.some((one) => one === name)),
    properties: Object.fromEntries(names.map((name) => [name, properties[name] ?? {}])),
  };
}

/** The first of every choice that must be made, so that there is a price to begin with. */
function firstChoices({ required, properties }: ReturnType<typeof pricing>): Typed {
  const chosen = required.flatMap((name) => {
    const { oneOf } = (properties[name] ?? {}) as { oneOf?: { const?: unknown }[] };
    return oneOf?.[0]?.const === undefined ? [] : [[name, String(oneOf[0].const)] as const];
  });
  return { ...Object.fromEntries(chosen), ...("copies" in properties ? { copies: "1" } : {}) };
}

function Rules({ edition }: { edition: Edition }) {
  const { t, language } = useLanguage();
  const nameOf = (item: string) => {
    const found = edition.fee_items.find(({ code }) => code === item);
    return found === undefined ? item : language === "vi" ? found.name : found.name_en || found.name;
  };
  return (
    <details>
      <summary>{t("Biểu phí, lệ phí và căn cứ", "The tariff and its legal basis")}</summary>
      <TableBox label={t("Biểu phí, lệ phí", "The tariff")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("Khoản và trường hợp", "Item and case")}</th>
              <th scope="col" className="number">{t("Mức thu", "Amount")}</th>
              <th scope="col">{t("Căn cứ", "Legal basis")}</th>
            </tr>
          </thead>
          <tbody>
            {edition.fee_rules.map((rule, nth) => (
              <tr key={nth}>
                <td>
                  {nameOf(rule.item)}
                  <small className="law">{conditions(rule, edition, t, language).join(" · ")}</small>
                </td>
                <td className="number">
                  {money(rule.amount, language)}
                  {rule.per === "copy" && t("/bản", " a copy")}
                  {rule.per === "page" && t("/trang", " a page")}
                </td>
                <td>{rule.legal_ref}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </details>
  );
}

/** For which filings a rule holds, in words. */
function conditions(rule: Edition["fee_rules"][number], edition: Edition, t: (vi: string, en: string) => string, language: "vi" | "en"): string[] {
  const { properties = {} } = edition.form as { properties?: Record<string, { oneOf?: { const: string; title?: string; "x-en"?: string }[] }> };
  const choice = (name: string, id: string) => {
    const found = properties[name]?.oneOf?.find((one) => one.const === id);
    return found === undefined ? id : t(found.title ?? id, found["x-en"] ?? found.title ?? id);
  };
  return [
    ...(rule.case === "" ? [] : [choice("case", rule.case)]),
    ...(rule.object === "" ? [] : [choice("object", rule.object)]),
    ...(rule.channel === null ? [] : [t(...CHANNEL_WORDS[rule.channel])]),
    ...(rule.filed_from === null ? [] : [`${t("từ", "from")} ${day(rule.filed_from, language)}`]),
    ...(rule.filed_to === null ? [] : [`${t("trước", "before")} ${day(rule.filed_to, language)}`]),
  ];
}

function Exemptions({ edition }: { edition: Edition }) {
  const { t, language } = useLanguage();
  if (edition.exemptions.length === 0) return null;
  return (
    <details>
      <summary>{t("Ai được miễn?", "Who is exempt?")}</summary>
      <ul>
        {edition.exemptions.map((exemption) => (
          <li key={exemption.code}>
            {language === "vi" ? exemption.name : exemption.name_en || exemption.name}
            <small className="law">{exemption.legal_ref}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}
