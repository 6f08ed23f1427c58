/** Withdrawing a dossier: cannot be taken back, so it is asked twice. */
import { useState } from "react";
import { answer, api } from "../../api/client";
import { Button } from "../../parts/button";
import { TextField } from "../../parts/text-field";
import { useIntent } from "../../parts/intent";
import { useLanguage } from "../../words/language";
import { Confirm } from "../../parts/confirm";
import { useFocusOn } from "../focus";
import { isStale, MoveTrouble } from "./move-trouble";
import { useRefresh, type OwnDossier } from "./own";
import { Folded } from "./papers";

export function Withdraw({ dossier }: { dossier: OwnDossier }) {
  const { t, language } = useLanguage();
  const refresh = useRefresh();
  const [reason, setReason] = useState("");
  const [isAsking, setIsAsking] = useState(false);
  const withdraw = useIntent(
    (_: void, key: string) =>
      answer(
        api.POST("/intake/dossiers/{dossier_id}/withdrawal", {
          params: { path: { dossier_id: dossier.dossier_id }, header: { "Idempotency-Key": key } },
          headers: { "If-Match": `"${dossier.version}"` },
          body: { reason: reason.trim() },
        }),
      ),
    refresh,
  );
  const trouble = useFocusOn(withdraw.error);
  const decide = (agreed: boolean) => {
    setIsAsking(false);
    if (agreed) withdraw.mutate(undefined, { onError: (problem) => isStale(problem) && refresh() });
  };
  return (
    <Folded title={t("Rút hồ sơ", "Withdraw")}>
      <p>
        {t(
          "Cơ quan sẽ dừng giải quyết. Muốn làm tiếp, bạn phải nộp hồ sơ mới.",
          "The agency will stop. To go on after that you have to submit a new dossier.",
        )}
      </p>
      <TextField
        label={t("Lý do", "Why")}
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={setReason}
        error={withdraw.error?.of("/reason", language)}
      />
      <div aria-live="polite" ref={trouble} tabIndex={-1} className="told">
        <MoveTrouble problem={withdraw.error} />
      </div>
      <Button look="danger" onPress={() => setIsAsking(true)} isDisabled={withdraw.isPending}>
        {t("Rút hồ sơ", "Withdraw")}
      </Button>
      <Confirm isOpen={isAsking} title={t("Rút hồ sơ này?", "Withdraw this dossier?")} yes={t("Rút hồ sơ", "Withdraw")} danger onAnswer={decide}>
        {dossier.procedure_name} · {dossier.dossier_id}
      </Confirm>
    </Folded>
  );
}
