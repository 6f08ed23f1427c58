/** The editions of a report: the newest in full, those before it on demand. */
import { useState } from "react";
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { Found, Note } from "../../parts/page";
import { count, day, moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import { Downloads } from "./downloads";
import { Figures } from "./figures";
import { useEditionFiles, type Edition, type Report } from "./reading";
import { Restated } from "./restated";

export function Editions({ report }: { report: Report }) {
  const { t } = useLanguage();
  const [newest, ...earlier] = report.editions.toReversed();
  if (newest === undefined) return null;
  return (
    <>
      <Newest id={report.report_id} edition={newest} />
      {earlier.length > 0 && (
        <section aria-labelledby="earlier">
          <h2 id="earlier">{t("Các lần lập trước", "Earlier editions")}</h2>
          {earlier.map((edition) => (
            <Earlier key={edition.number} id={report.report_id} edition={edition} />
          ))}
        </section>
      )}
    </>
  );
}

interface EditionProps {
  id: string;
  edition: Edition;
}

function Newest({ id, edition }: EditionProps) {
  const { t, language } = useLanguage();
  const name = useName(edition);
  return (
    <section aria-labelledby="newest">
      <h2 id="newest">{name}</h2>
      {edition.provisional && (
        <Note kind="warn">
          {t(
            `Số liệu tạm tính đến ${day(edition.issued_on, language)}: khi lập báo cáo kỳ này chưa kết thúc.`,
            `Provisional up to ${day(edition.issued_on, language)}: the period was not over when it was made.`,
          )}
        </Note>
      )}
      <Files id={id} edition={edition} name={name} withFigures />
    </section>
  );
}

/** `Lần 2, lập lúc 10:05 25/11/2026, 3 số liệu điều chỉnh`. */
function useName({ number, made_at, restated }: Edition): string {
  const { t, language } = useLanguage();
  const made = moment(made_at, language);
  const name = t(`Lần ${number}, lập lúc ${made}`, `Edition ${number}, made at ${made}`);
  if (restated === 0) return name;
  return `${name}, ${count(restated, language)} ${t("số liệu điều chỉnh", restated === 1 ? "figure restated" : "figures restated")}`;
}

function Earlier({ id, edition }: EditionProps) {
  const [isOpen, setOpen] = useState(false);
  const name = useName(edition);
  return (
    <Disclosure className="disclosure" isExpanded={isOpen} onExpandedChange={setOpen}>
      <Heading level={3} className="disclosure-head">
        <AriaButton slot="trigger" className="button button-quiet">
          {name}
        </AriaButton>
      </Heading>
      <DisclosurePanel>{isOpen && <Files id={id} edition={edition} name={name} />}</DisclosurePanel>
    </Disclosure>
  );
}

function Files({ id, edition, name, withFigures = false }: EditionProps & { name: string; withFigures?: boolean }) {
  const query = useEditionFiles(id, edition);
  return (
    <Found query={query} lines={4}>
      {(files) => (
        <>
          <Downloads name={name} query={query} files={files} />
          <Restated files={files} />
          {withFigures && <Figures id={id} edition={edition} files={files} />}
        </>
      )}
    </Found>
  );
}
