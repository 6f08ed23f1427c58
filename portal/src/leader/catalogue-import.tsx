/** New content of the catalogue: checked whole first, published when the changes are seen. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FileTrigger } from "react-aria-components";
import { answer, api } from "../api/client";
import type { components } from "../api/generated/catalogue";
import { Problem } from "../api/problems";
import { Button, TextField } from "../parts/fields";
import { useIntent } from "../parts/intent";
import { Note, ProblemNote } from "../parts/page";
import { useLanguage } from "../words/language";
import { ChangeList } from "./versions";

type Content = Omit<components["schemas"]["ImportBody"], "dry_run" | "mode" | "note">;

const NOTHING: Content = { fields: null, agencies: null, procedures: null, calendar: null, messaging: null };

interface Chosen {
  name: string;
  content: Content;
}

export function CatalogueImport() {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [fault, setFault] = useState<Problem | null>(null);
  const [note, setNote] = useState("");
  const send = (dry_run: boolean, key: string) =>
    answer(
      api.POST("/catalogue/imports", {
        params: { header: { "Idempotency-Key": key } },
        body: { ...NOTHING, ...chosen?.content, mode: "merge", note, dry_run },
      }),
    );
  const check = useIntent((_: void, key: string) => send(true, key));
  const publish = useIntent(
    (_: void, key: string) => send(false, key),
    () => void queries.invalidateQueries({ queryKey: ["versions"] }),
  );
  const choose = async (files: FileList | null) => {
    const file = files?.[0];
    if (file === undefined) return;
    check.reset();
    publish.reset();
    try {
      setChosen({ name: file.name, content: JSON.parse(await file.text()) as Content });
      setFault(null);
    } catch {
      setFault(notJson());
    }
  };
  const problem = fault ?? check.error ?? publish.error;
  return (
    <>
      <p>
        {t(
          "Tệp JSON gồm các mục: fields, agencies, procedures, calendar, messaging. Mục không có trong tệp được giữ nguyên.",
          "A JSON file with any of: fields, agencies, procedures, calendar, messaging. What is absent stays as it is.",
        )}
      </p>
      <FileTrigger acceptedFileTypes={["application/json", ".json"]} onSelect={(files) => void choose(files)}>
        <Button>{t("Chọn tệp JSON", "Choose a JSON file")}</Button>
      </FileTrigger>
      {problem !== null && <ProblemNote error={problem} />}
      {chosen !== null && (
        <section>
          <h2>{chosen.name}</h2>
          <TextField label={t("Lý do, văn bản căn cứ", "Reason or decision")} value={note} onChange={setNote} />
          <div className="actions">
            <Button look="main" isPending={check.isPending} onPress={() => check.mutate()}>
              {t("Kiểm tra", "Check")}
            </Button>
            <Button isDisabled={check.data === undefined} isPending={publish.isPending} onPress={() => publish.mutate()}>
              {t("Công bố", "Publish")}
            </Button>
          </div>
        </section>
      )}
      {check.data !== undefined && publish.data === undefined && (
        <section aria-live="polite">
          <h3>{t("Nếu công bố sẽ thay đổi", "Publishing would change")}</h3>
          <ChangeList changes={check.data.changes} />
        </section>
      )}
      {publish.data !== undefined && (
        <Note kind="good">
          {t("Đã công bố phiên bản", "Published version")} {publish.data.version}.
        </Note>
      )}
    </>
  );
}

function notJson(): Problem {
  return new Problem({
    type: "urn:motcua:problem:not-json",
    status: 400,
    title: "Tệp không phải JSON",
    title_en: "The file is not JSON",
  });
}
