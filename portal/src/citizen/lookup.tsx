/** Looking a dossier up by its code, without signing in. */
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useLocation, useParams } from "wouter";
import { answer, api } from "../api/client";
import type { components } from "../api/generated/tracking";
import { asProblem } from "../api/problems";
import { Button } from "../parts/button";
import { TextField } from "../parts/text-field";
import { Note, Page, ProblemNote, Skeleton } from "../parts/page";
import { day, moment } from "../words/format";
import { useLanguage } from "../words/language";
import { Clock } from "./dossier/clock";
import { Standing, StatusBadge } from "./dossier/standing";
import "./citizen.css";

type Status = components["schemas"]["PublicStatus"];

export default function LookUp() {
  const { t } = useLanguage();
  const code = decode(useParams()["code"] ?? "");
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState(code);
  const [fault, setFault] = useState<string>();
  const find = (event: FormEvent) => {
    event.preventDefault();
    const wanted = typed.trim();
    setFault(wanted === "" ? t("Hãy nhập mã hồ sơ.", "Type the dossier's code.") : undefined);
    if (wanted !== "") navigate(`/lookup/${encodeURIComponent(wanted)}`);
  };
  return (
    <Page
      title={t("Tra cứu hồ sơ", "Look up a dossier")}
      lead={t("Không cần đăng nhập; không hiện thông tin cá nhân.", "No need to sign in; nothing personal is shown.")}
    >
      <form onSubmit={find} noValidate>
        <TextField
          label={t("Mã hồ sơ", "Dossier code")}
          hint={t("Trên giấy tiếp nhận, ví dụ H24.15-201216-0001. Viết hoa hay thường, có dấu chấm hay không đều được.", "On the receipt, for example H24.15-201216-0001. Capitals and dots do not matter.")}
          isRequired
          autoComplete="off"
          maxLength={60}
          value={typed}
          onChange={(text) => {
            setTyped(text);
            setFault(undefined);
          }}
          error={fault}
        />
        <Button type="submit" look="main">
          {t("Tra cứu", "Look up")}
        </Button>
      </form>
      {code !== "" && <Looked key={code} code={code} />}
    </Page>
  );
}

function decode(code: string): string {
  try {
    return decodeURIComponent(code);
  } catch {
    return code;
  }
}

function Looked({ code }: { code: string }) {
  const query = useQuery({
    queryKey: ["lookup", code],
    queryFn: () => answer(api.GET("/tracking/lookup/{code}", { params: { path: { code } } })),
    // Each miss counts against the client: only a missing network is tried again.
    retry: (failures, error) => failures < 2 && asProblem(error).status === 0,
  });
  return (
    <div aria-live="polite" className="looked">
      {query.data !== undefined && <Shown status={query.data} />}
      {query.data === undefined && query.error === null && <Skeleton lines={6} />}
      {query.data === undefined && query.error !== null && <Missed error={query.error} retry={() => void query.refetch()} />}
    </div>
  );
}

function Missed({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useLanguage();
  const problem = asProblem(error);
  if (problem.status === 404 || problem.status === 400) {
    return (
      <Note kind="warn">
        <p>
          <strong>{t("Không tìm thấy hồ sơ với mã này.", "No dossier has this code.")}</strong>
        </p>
        <p>
          {t(
            "Kiểm tra lại từng chữ số trên giấy tiếp nhận hoặc tin nhắn. Nếu vẫn không thấy, hãy hỏi bộ phận một cửa nơi bạn nộp.",
            "Check every digit on the receipt or the message. If it is still not found, ask the one-stop counter where you handed it in.",
          )}
        </p>
      </Note>
    );
  }
  if (problem.status === 429) {
    const minutes = Math.max(1, Math.ceil((problem.retryAfter ?? 60) / 60));
    return (
      <Note kind="warn">
        <p>
          <strong>{t("Bạn đã tra cứu quá nhiều lần.", "You have looked up too often.")}</strong>
        </p>
        <p>
          {t(`Hãy thử lại sau ${minutes} phút, hoặc đăng nhập để xem hồ sơ của bạn.`, `Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}, or sign in to see your own dossiers.`)}
        </p>
      </Note>
    );
  }
  return <ProblemNote error={problem} retry={retry} />;
}

function Shown({ status }: { status: Status }) {
  const { t, language } = useLanguage();
  return (
    <section>
      <h2>{status.procedure_name}</h2>
      <p className="badges">
        <StatusBadge dossier={status} />
        <Standing status={status.status} clock={status.clock} />
      </p>
      <p className="next-step">{language === "vi" ? status.next_step : status.next_step_en}</p>
      <dl className="facts">
        <dt>{t("Mã hồ sơ", "Dossier code")}</dt>
        <dd>{status.dossier_id}</dd>
        <dt>{t("Cơ quan", "Agency")}</dt>
        <dd>{language === "vi" ? status.agency_name : status.agency_name_en}</dd>
        <dt>{t("Ngày nộp", "Submitted")}</dt>
        <dd>{day(status.submitted_at, language)}</dd>
        {status.accepted_at !== null && (
          <>
            <dt>{t("Tiếp nhận", "Accepted")}</dt>
            <dd>{moment(status.accepted_at, language)}</dd>
          </>
        )}
      </dl>
      <Clock clock={status.clock} />
    </section>
  );
}
