/** When the dossier is due, and why. */
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { day, moment } from "../../words/format";
import type { components } from "../../api/generated/processing";
import type { Language } from "../../api/problems";
import { useLanguage } from "../../words/language";
import { urgencyOf } from "../worklist/urgency";
import { UrgencyBadge } from "../worklist/urgency-badge";
import type { DossierFile } from "./file";

const REGISTERED = 1;

export function Clock({ dossier }: { dossier: DossierFile }) {
  const { t, language } = useLanguage();
  const { clock, status } = dossier;
  const isReception = status === REGISTERED;
  const due = (isReception ? clock.reception_due_at : clock.due_at) ?? null;
  const explanation = language === "vi" ? clock.explanation : clock.explanation_en;
  return (
    <div className="clock">
      <p className="clock-line">
        <span className="badge badge-main">{language === "vi" ? dossier.status_name : dossier.status_name_en}</span>
        <UrgencyBadge urgency={urgencyOf({ status, standing: clock.standing, due_at: due })} />
        {due !== null && (
          <strong>
            {isReception ? t("Hạn tiếp nhận", "To be received by") : t("Hạn trả kết quả", "Due")} {moment(due, language)}
          </strong>
        )}
      </p>
      {explanation && <p>{explanation}</p>}
      {clock.steps && <Steps steps={clock.steps} />}
    </div>
  );
}

type Step = components["schemas"]["Step"];

function Steps({ steps }: { steps: readonly Step[] }) {
  const { t, language } = useLanguage();
  return (
    <Disclosure className="disclosure">
      <Heading level={2} className="disclosure-head">
        <AriaButton slot="trigger" className="button button-quiet">
          {t("Cách tính thời hạn", "How the due date is counted")}
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <ol>
          {steps.map((step, nth) => (
            <li key={nth}>
              {whenOf(step, language)}
              {language === "vi" ? step.vi : step.en}
            </li>
          ))}
        </ol>
      </DisclosurePanel>
    </Disclosure>
  );
}

/** `24/11/2026: ` of a step, `24/11/2026 – 25/11/2026: ` where it has two ends. */
function whenOf({ on, from, until }: Step, language: Language): string {
  const ends = [on, from, until].filter((end) => typeof end === "string");
  return ends.length === 0 ? "" : `${ends.map((end) => day(end, language)).join(" – ")}: `;
}
