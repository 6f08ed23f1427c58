/** When a dossier is due and how that was counted, in the service's own words. */
import type { components } from "../../api/generated/tracking";
import { moment } from "../../words/format";
import { useLanguage } from "../../words/language";

type ClockView = components["schemas"]["ClockView"];

export function Clock({ clock }: { clock: ClockView }) {
  const { t, language } = useLanguage();
  const explanation = (language === "vi" ? clock.explanation : clock.explanation_en) ?? "";
  const { due_at: result = null, reception_due_at: reception = null, steps = [] } = clock;
  const due = result ?? reception;
  return (
    <section>
      <h2>{t("Khi nào có kết quả?", "When is it due?")}</h2>
      {due !== null && (
        <p>
          {result !== null ? t("Hẹn trả kết quả", "The result is due") : t("Chậm nhất phải tiếp nhận", "To be accepted by")}:{" "}
          <strong>{moment(due, language)}</strong>
        </p>
      )}
      {explanation !== "" && <p>{explanation}</p>}
      {due === null && explanation === "" && (
        <p>{t("Thời hạn bắt đầu tính khi hồ sơ được tiếp nhận.", "The time starts to run once the dossier is accepted.")}</p>
      )}
      {steps.length > 0 && (
        <details>
          <summary>{t("Cách tính từng bước", "How it was counted")}</summary>
          <ol className="count">
            {steps.map((step, nth) => (
              <li key={nth}>{capital(language === "vi" ? step.vi : step.en)}.</li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

function capital(phrase: string): string {
  return phrase.charAt(0).toLocaleUpperCase("vi") + phrase.slice(1);
}
