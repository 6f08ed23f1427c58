/** What happened to the dossier, its papers, and what its citizen was told. */
import { useState } from "react";
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { answer, api } from "../../api/client";
import { asProblem } from "../../api/problems";
import { Button } from "../../parts/fields";
import { Found, ProblemNote } from "../../parts/page";
import { moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import { useOpening } from "../parts/opening";
import { useMessages, usePapers, useTimeline } from "./file";

const FORBIDDEN = 403;

export function Timeline({ id }: { id: string }) {
  const { t } = useLanguage();
  const query = useTimeline(id);
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{t("Quá trình", "Timeline")}</h2>
      <Found query={query} lines={6}>
        {({ items }) => (
          <ol className="timeline" reversed>
            {[...items].reverse().map((entry) => (
              <Entry key={entry.number} entry={entry} />
            ))}
          </ol>
        )}
      </Found>
    </section>
  );
}

type TimelineEntry = NonNullable<ReturnType<typeof useTimeline>["data"]>["items"][number];

function Entry({ entry }: { entry: TimelineEntry }) {
  const { language } = useLanguage();
  return (
    <li>
      <small>{moment(entry.at, language)}</small>
      <p>{language === "vi" ? entry.text : entry.text_en}</p>
      {entry.note !== "" && <p className="quoted">{entry.note}</p>}
    </li>
  );
}

/** The statutory papers; those of a move just made appear within a minute. */
export function Papers({ id, since }: { id: string; since: number }) {
  const { t } = useLanguage();
  const query = usePapers(id, since);
  // Papers are for the responsible agency: not for those above it, nor for one that only holds it.
  if (query.error !== null && asProblem(query.error).status === FORBIDDEN) return null;
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{t("Giấy tờ theo mẫu", "Papers")}</h2>
      <Found query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t("Chưa có giấy tờ nào.", "There are none yet.")}</p>
          ) : (
            <ul className="list">
              {items.map((paper) => (
                <PaperLine key={paper.paper_id} id={id} paper={paper} />
              ))}
            </ul>
          )
        }
      </Found>
    </section>
  );
}

type Paper = NonNullable<ReturnType<typeof usePapers>["data"]>["items"][number];

/** A button that opens a paper to read or print. */
export function PaperLine({ id, paper }: { id: string; paper: Paper }) {
  const { t, language } = useLanguage();
  const opening = useOpening();
  const title = language === "vi" ? paper.title : paper.title_en;
  const open = () =>
    opening.mutate(() =>
      answer(
        api.GET("/papers/dossiers/{dossier_id}/{paper_id}", {
          params: { path: { dossier_id: id, paper_id: paper.paper_id } },
        }),
      ),
    );
  return (
    <li className="file-line">
      <span>
        {title}
        <small>
          {paper.number !== "" && `${t("Mẫu số", "Form")} ${paper.number} · `}
          {moment(paper.made_at, language)}
        </small>
      </span>
      <Button onPress={open} isPending={opening.isPending} aria-label={t(`Mở ${title}`, `Open ${title}`)}>
        {t("Mở", "Open")}
      </Button>
      {opening.error !== null && <ProblemNote error={opening.error} />}
    </li>
  );
}

/** What the citizen was told, read when somebody asks for it. */
export function Messages({ id }: { id: string }) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <Disclosure className="disclosure" isExpanded={isOpen} onExpandedChange={setOpen}>
      <Heading level={2} className="disclosure-head">
        <AriaButton slot="trigger" className="button button-quiet">
          {t("Tin đã gửi cho công dân", "What the citizen was told")}
        </AriaButton>
      </Heading>
      <DisclosurePanel>{isOpen && <MessageList id={id} />}</DisclosurePanel>
    </Disclosure>
  );
}

function MessageList({ id }: { id: string }) {
  const { t, language } = useLanguage();
  const query = useMessages(id);
  const named = (vi: string, en: string) => (language === "vi" ? vi : en);
  return (
    <Found query={query} lines={3}>
      {({ items }) =>
        items.length === 0 ? (
          <p>{t("Chưa gửi tin nào.", "Nothing was sent yet.")}</p>
        ) : (
          <ul className="list">
            {items.map((message) => (
              <li key={`${message.kind} ${message.channel} ${message.at}`} className="card">
                <small>
                  {moment(message.at, language)} · {named(message.channel_name, message.channel_name_en)} ·{" "}
                  {named(message.state_name, message.state_name_en)}
                </small>
                <p lang={message.language} className="answer">{message.text}</p>
              </li>
            ))}
          </ul>
        )
      }
    </Found>
  );
}
