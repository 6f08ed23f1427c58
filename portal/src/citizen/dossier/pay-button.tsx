/** Going to the payment gateway; it sends the browser back to the page of the payment's outcome. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/payments";
import type { Problem } from "../../api/problems";
import { Button } from "../../parts/button";
import { ProblemNote } from "../../parts/page";
import { money } from "../../words/format";
import { useLanguage } from "../../words/language";

/** Starting again resumes the attempt that waits, so pressing twice pays once. */
export function PayButton({ dossierId, amount }: { dossierId: string; amount: number }) {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const start = useMutation<components["schemas"]["Started"], Problem>({
    mutationFn: () =>
      answer(api.POST("/payments/orders/{dossier_id}/attempts", { params: { path: { dossier_id: dossierId } } })),
    onSuccess: ({ redirect_url }) => location.assign(redirect_url),
    onError: ({ slug }) => {
      if (slug === "already-paid" || slug === "nothing-due") {
        void queries.invalidateQueries({ queryKey: ["mine"] });
      }
    },
  });
  const isLeaving = start.isPending || start.isSuccess;
  return (
    <>
      {start.error !== null && <ProblemNote error={start.error} />}
      <Button look="main" onPress={() => start.mutate()} isPending={isLeaving}>
        {isLeaving ? t("Đang mở cổng thanh toán…", "Opening the gateway…") : `${t("Nộp ngay", "Pay now")} ${money(amount, language)}`}
      </Button>
    </>
  );
}
