/** Handing in what the agency asked for. */
import { useEffect, useState } from "react";
import { answer, api } from "../../api/client";
import { Button } from "../../parts/button";
import { TextField } from "../../parts/text-field";
import { FileField } from "../../parts/file-field";
import { useIntent } from "../../parts/intent";
import { useUnsent } from "../../parts/unsent";
import type { SentFile } from "../../parts/upload";
import { moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import { useFocusOn } from "../focus";
import { isStale, MoveTrouble } from "./move-trouble";
import { useRefresh, type OwnDossier } from "./own";
import { useTimeline } from "./timeline";

interface Typed {
  note: string;
  files: SentFile[];
}

/** What was typed is kept for this tab, so that signing in again loses nothing. */
function useTyped(dossierId: string): [Typed, (change: (typed: Typed) => Typed) => void, () => void] {
  const name = `motcua.supplement.${dossierId}`;
  const [typed, setTyped] = useState<Typed>(() => {
    const kept = sessionStorage.getItem(name);
    return kept === null ? { note: "", files: [] } : (JSON.parse(kept) as Typed);
  });
  useEffect(() => {
    if (typed.note !== "" || typed.files.length > 0) sessionStorage.setItem(name, JSON.stringify(typed));
  }, [name, typed]);
  return [typed, setTyped, () => sessionStorage.removeItem(name)];
}

export function Supplement({ dossier, supplement }: { dossier: OwnDossier; supplement: NonNullable<OwnDossier["supplement"]> }) {
  const { t, language } = useLanguage();
  const asked = useTimeline(dossier).data?.items.findLast(({ type }) => type === "SupplementRequested");
  return (
    <section className="card my-turn">
      <h2>{t("Cơ quan yêu cầu bổ sung", "The agency asks for more")}</h2>
      {asked !== undefined && asked.note !== "" && <blockquote>{asked.note}</blockquote>}
      {supplement.items.length > 0 && (
        <ul>
          {supplement.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
      <p>
        {t("Bổ sung chậm nhất", "Hand it in by")} <strong>{moment(supplement.deadline, language)}</strong>.{" "}
        {t("Thời hạn giải quyết tạm dừng trong lúc chờ bạn.", "The clock stands still while it waits for you.")}
      </p>
      <Form dossier={dossier} />
    </section>
  );
}

function Form({ dossier }: { dossier: OwnDossier }) {
  const { t, language } = useLanguage();
  const refresh = useRefresh();
  const [typed, setTyped, forget] = useTyped(dossier.dossier_id);
  const [isEmpty, setIsEmpty] = useState(false);
  const send = useIntent(
    (_: void, key: string) =>
      answer(
        api.POST("/intake/dossiers/{dossier_id}/supplement", {
          params: { path: { dossier_id: dossier.dossier_id }, header: { "Idempotency-Key": key } },
          headers: { "If-Match": `"${dossier.version}"` },
          body: { note: typed.note.trim(), documents: typed.files.map(({ upload_id, component }) => ({ upload_id, component })) },
        }),
      ),
    () => {
      forget();
      refresh();
    },
  );
  const trouble = useFocusOn(send.error);
  const files = useUnsent();
  const submit = () => {
    if (files.isHeld()) return;
    const nothing = typed.files.length === 0 && typed.note.trim() === "";
    setIsEmpty(nothing);
    if (!nothing) send.mutate(undefined, { onError: (problem) => isStale(problem) && refresh() });
  };
  return (
    <>
      <FileField
        label={t("Giấy tờ bổ sung", "What you add")}
        purpose={{}}
        files={typed.files}
        onAdd={(file) => setTyped((before) => ({ ...before, files: [...before.files, file] }))}
        onRemove={(file) => setTyped((before) => ({ ...before, files: before.files.filter((one) => one.upload_id !== file.upload_id) }))}
        error={isEmpty ? t("Tải lên giấy tờ hoặc viết lời nhắn.", "Upload a file or write a note.") : send.error?.of("/documents", language)}
      />
      <TextField
        label={t("Lời nhắn cho cơ quan", "A note to the agency")}
        rows={3}
        maxLength={2000}
        value={typed.note}
        onChange={(note) => setTyped((before) => ({ ...before, note }))}
        error={send.error?.of("/note", language)}
      />
      {files.note}
      <div aria-live="polite" ref={trouble} tabIndex={-1} className="told">
        <MoveTrouble problem={send.error} />
      </div>
      <Button look="main" onPress={submit} isDisabled={send.isPending}>
        {send.isPending ? t("Đang gửi…", "Sending…") : t("Gửi bổ sung", "Send")}
      </Button>
    </>
  );
}
