/** What the agency's citizens could not be told: somebody has to call them. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/tracking";
import { moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import { Pages } from "../parts/pages";

type Message = components["schemas"]["MessageLine"];

export function Undelivered({ agency }: { agency: string }) {
  const { t } = useLanguage();
  const query = useInfiniteQuery({
    queryKey: ["undelivered", agency],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/tracking/agencies/{agency_code}/undelivered", {
          params: { path: { agency_code: agency }, query: pageParam === null ? {} : { next: pageParam } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  return (
    <>
      <p>
        {t(
          "Những tin này không tới được công dân. Hãy gọi điện; số điện thoại có trong hồ sơ.",
          "These messages did not reach the citizen. Please call them; the dossier has the phone number.",
        )}
      </p>
      <Pages query={query} empty={t("Mọi tin nhắn đều đã gửi được.", "Every message could be delivered.")}>
        {(messages) => (
          <ul className="list">
            {messages.map((message) => (
              <MessageCard key={`${message.dossier_id} ${message.kind} ${message.channel} ${message.at}`} message={message} />
            ))}
          </ul>
        )}
      </Pages>
    </>
  );
}

function MessageCard({ message }: { message: Message }) {
  const { t, language } = useLanguage();
  const named = (vi: string, en: string) => (language === "vi" ? vi : en);
  return (
    <li className="card">
      <p>
        <Link href={`/worklist/${message.dossier_id}`}>{message.dossier_id}</Link> ·{" "}
        {named(message.kind_name, message.kind_name_en)} · {named(message.channel_name, message.channel_name_en)}
      </p>
      <p className="quoted" lang={message.language}>
        {message.text}
      </p>
      <p className="fine">
        {named(message.state_name, message.state_name_en)}
        {message.reason !== null && `: ${named(message.reason_name, message.reason_name_en)}`} ·{" "}
        {moment(message.at, language)} · {t(`${message.attempts} lần gửi`, `${message.attempts} attempts`)}
      </p>
    </li>
  );
}
