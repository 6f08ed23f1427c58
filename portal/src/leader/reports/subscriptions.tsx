/** Who gets which scheduled reports by e-mail (đăng ký nhận báo cáo). */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { Confirm } from "../../parts/confirm";
import { Button } from "../../parts/fields";
import { useIntent } from "../../parts/intent";
import { Found, Note, ProblemNote } from "../../parts/page";
import { useLanguage } from "../../words/language";
import type { Subscription } from "./reading";
import { SubscriptionForm } from "./subscription-form";
import { KINDS } from "./words";

/** Which one is open in the form; null is a new one. */
type Open = { changes: Subscription | null } | undefined;

export function Subscriptions() {
  const { t } = useLanguage();
  const [open, setOpen] = useState<Open>();
  const [kept, setKept] = useState("");
  const close = (address: string) => {
    setOpen(undefined);
    setKept(address);
  };
  return (
    <>
      <p>
        {t(
          "Báo cáo lập theo lịch được gửi tới địa chỉ thư bạn đăng ký, mỗi lần lập gửi một lần.",
          "Scheduled reports are sent to the addresses below, each edition once.",
        )}
      </p>
      <div role="status">
        {kept !== "" && <Note kind="good">{t(`Đã lưu đăng ký của ${kept}.`, `The subscription of ${kept} is kept.`)}</Note>}
      </div>
      {open === undefined ? (
        <Button look="main" onPress={() => setOpen({ changes: null })}>
          {t("Đăng ký nhận báo cáo", "Subscribe")}
        </Button>
      ) : (
        <SubscriptionForm key={open.changes?.subscription_id} changes={open.changes} onKept={close} onCancel={() => setOpen(undefined)} />
      )}
      <List onChange={(changes) => setOpen({ changes })} />
    </>
  );
}

function List({ onChange }: { onChange: (subscription: Subscription) => void }) {
  const { t } = useLanguage();
  const query = useQuery({ queryKey: ["subscriptions"], queryFn: () => answer(api.GET("/reports/subscriptions")) });
  return (
    <>
      <h2>{t("Các đăng ký", "Subscriptions")}</h2>
      <Found query={query} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t("Chưa có đăng ký nào.", "There is none yet.")}</p>
          ) : (
            <ul className="list">
              {items.map((one) => (
                <One key={one.subscription_id} subscription={one} onChange={() => onChange(one)} />
              ))}
            </ul>
          )
        }
      </Found>
    </>
  );
}

function One({ subscription, onChange }: { subscription: Subscription; onChange: () => void }) {
  const { t } = useLanguage();
  const { address, form_name, form_name_en, agency_name, agency_name_en, kinds } = subscription;
  return (
    <li className="card subscription">
      <div>
        <h3>{address}</h3>
        <p>{t(form_name, form_name_en)}</p>
        <p className="fine">
          {t(agency_name, agency_name_en)} · {kinds.map((kind) => t(...KINDS[kind].name)).join(", ")}
        </p>
      </div>
      <div className="actions">
        <Button onPress={onChange} aria-label={t(`Sửa đăng ký của ${address}`, `Change the subscription of ${address}`)}>
          {t("Sửa", "Change")}
        </Button>
        <End subscription={subscription} />
      </div>
    </li>
  );
}

/** Nothing more is sent once this is agreed to. */
function End({ subscription }: { subscription: Subscription }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { address, form_name, form_name_en, subscription_id } = subscription;
  const end = useIntent(
    () => answer(api.DELETE("/reports/subscriptions/{subscription_id}", { params: { path: { subscription_id } } })),
    () => void queries.invalidateQueries({ queryKey: ["subscriptions"] }),
  );
  const decide = (agreed: boolean) => {
    if (agreed) end.mutate(undefined, { onSettled: () => setAsking(false) });
    else setAsking(false);
  };
  return (
    <>
      <Button look="danger" onPress={() => setAsking(true)} aria-label={t(`Xóa đăng ký của ${address}`, `Delete the subscription of ${address}`)}>
        {t("Xóa", "Delete")}
      </Button>
      {end.error !== null && <ProblemNote error={end.error} />}
      <Confirm
        isOpen={isAsking}
        title={t("Xóa đăng ký này?", "Delete this subscription?")}
        yes={t("Xóa", "Delete")}
        danger
        isPending={end.isPending}
        onAnswer={decide}
      >
        {t(`${address} sẽ không nhận ${form_name} nữa.`, `${address} will not get ${form_name_en} any more.`)}
      </Confirm>
    </>
  );
}
